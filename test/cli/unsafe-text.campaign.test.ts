import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { UNSAFE_RESULT } from '../report/unsafe-result.ts';
import { UNSAFE_TEXT, unsafeIn } from '../trace/printable.setup.ts';
import { exported } from './export.setup.ts';
import { FakeHost, fakeServices, irpcheck, localServices, temporaryFolder } from './fakes.ts';
import { minimized } from './minimize.setup.ts';
import { replayed } from './replay.setup.ts';
import { fileOf, report } from './report.setup.ts';

/** The unaligned write, and an open of a name that is not safe before it. */
const TRACE = unalignedWrite({
  ops: [...unalignedWrite().ops, { ...canonicalOp('open'), name: UNSAFE_TEXT }],
});
const RECORDED = formatTrace(
  TRACE,
  finding({ expected: UNSAFE_TEXT, observed: UNSAFE_TEXT, origin: UNSAFE_TEXT.slice(0, 200) }),
  TRACE.ops.map(() => ({
    ending: 'returned' as const,
    status: 0,
    iosbWritten: true,
    information: 0,
    answer: UNSAFE_TEXT,
  })),
);

describe('a trace with text that is not safe', () => {
  it('is replayed', async () => {
    const { exitCode, out, err } = await replayed(RECORDED);
    expect([exitCode, ...unsafeIn(out + err)]).toEqual([1]);
    expect(out).toContain('open  a\\u000ab_a\\u000db');
    expect(out).toContain('  was a\\u000ab_a\\u000db');
  });

  it('is minimized', async () => {
    const found = formatTrace(TRACE);
    const { exitCode, out, err } = await minimized(found, ['-p', 'model/status', '-o', '-']);
    expect([exitCode, ...unsafeIn(out + err)]).toEqual([1]);
    expect(parseTrace(out).trace.ops).toEqual(unalignedWrite().ops);
  });

  it.each(['c', 'rust', 'powershell', 'vitest'])('is exported to %s', async (language) => {
    const { exitCode, out, err } = await exported(['--to', language, '-o', '-'], TRACE);
    expect([exitCode, err, ...unsafeIn(out)]).toEqual([0, '']);
  });

  it('is refused where its driver is not known', async () => {
    const { exitCode, out, err } = await replayed(formatTrace(unalignedWrite({ subject: UNSAFE_TEXT })));
    expect([exitCode, out, ...unsafeIn(err)]).toEqual([2, '']);
    expect(err).toMatch(/^error: unknown driver 'a\\u000ab/);
  });
});

describe('a result with text that is not safe', () => {
  it.each(['text', 'json', 'junit', 'sarif', 'ctrf', 'markdown', 'html'])(
    'is reported as %s',
    async (form) => {
      const { out, err } = await report(fileOf(UNSAFE_RESULT), '--report', form, '-o', '-');
      expect([err, ...unsafeIn(out)]).toEqual(['']);
    },
  );

  it.each([
    ['standard output', ['--json', '-']],
    ['files', []],
  ])('is run, for %s', async (_where, options) => {
    const folder = temporaryFolder();
    const { out, err } = await irpcheck(
      ['run', '-q', '-o', folder, '--report', 'json,junit,sarif,ctrf,markdown,html', ...options],
      fakeServices({ ...UNSAFE_RESULT, subject: 'article' }),
    );
    expect(unsafeIn(out + err)).toEqual([]);
    const files = readdirSync(join(folder, 'article'));
    expect(files).toHaveLength(8);
    for (const file of files)
      expect(unsafeIn(readFileSync(join(folder, 'article', file), 'utf8'))).toEqual([]);
  });
});

it('a name that is not safe is shown in a refusal', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a\u202eb ##vso[c].json');
  writeFileSync(path, '{}');
  for (const args of [['replay'], ['minimize', '-o', '-'], ['export', '--to', 'c', '-o', '-'], ['report']]) {
    const { exitCode, out, err } = await irpcheck([...args, path], localServices);
    expect([exitCode, out, ...unsafeIn(err)]).toEqual([2, '']);
    expect(err).toContain('a\\u202eb \\u0023#vso[c].json');
  }
});

it('what a driver failed with is shown where it is no fault of its own, with its stack', async () => {
  const thrown = Object.assign(new Error(UNSAFE_TEXT), { name: UNSAFE_TEXT });
  const use = fakeServices(() => Promise.reject(thrown));
  const host = new FakeHost({ env: { IRPCHECK_DEBUG: '1' } });
  const { exitCode, err } = await irpcheck(['run', '-o', temporaryFolder()], use, host);
  expect([exitCode, ...unsafeIn(err)]).toEqual([3]);
  expect(err).toMatch(/^internal error: a\\?.*b/);
});
