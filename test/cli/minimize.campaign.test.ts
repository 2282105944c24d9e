import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';
import { LONG, minimized } from './minimize.setup.ts';

const FINDING = 'model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS';

describe('minimize', () => {
  it('a trace that is minimal stays as it is', async () => {
    const { out } = await minimized(formatTrace(unalignedWrite(), finding()));
    expect(out).toMatch(/\nminimized {2}2 ops, as it was, \d+ executions, in normal form\n/);
  });

  it('writes the minimal trace beside the given one and exits 1', async () => {
    const { exitCode, out, err, folder } = await minimized(formatTrace(LONG, finding()));
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toMatch(
      /^FINDING model\/status {2}STATUS_END_OF_FILE-for-STATUS_SUCCESS {2}direct · case 7, 4 ops → 2\n/,
    );
    expect(out).toContain('\n  Matters: in-page offset (≥ 1), ');
    expect(out).toContain(`\nkept       ${FINDING}, the recorded one\n`);
    expect(out).toMatch(
      /\nminimized {2}4 ops → 2, \d+ executions, in normal form\nwritten {4}trace\.min\.json\n1 finding \(exit 1\)\n$/,
    );
    const { trace, finding: kept } = parseTrace(readFileSync(join(folder, 'trace.min.json'), 'utf8'));
    expect(trace).toEqual(unalignedWrite());
    expect(kept).toMatchObject({ property: 'model/status', op: 1 });
    expect(kept?.minimization).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(['trace.json', 'trace.min.json']);
  });

  it('keeps the first finding of a trace from anywhere, and says so', async () => {
    const { exitCode, out } = await minimized(formatTrace({ ...LONG, seed: null }));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^FINDING model\/status .* direct · 4 ops → 2\n/);
    expect(out).toContain(`kept       ${FINDING}, the first that the trace shows\n`);
  });

  it('keeps the finding asked for, by its property alone or with its reason', async () => {
    const both = formatTrace(LONG, finding());
    const { out } = await minimized(both, ['-p', 'metamorphic/alignment']);
    expect(out).toMatch(/\nkept {7}metamorphic\/alignment \S+, as asked for\n/);
    const args = ['--property', 'model/status', '--reason', 'STATUS_END_OF_FILE-for-STATUS_SUCCESS'];
    expect((await minimized(both, args)).out).toContain(`kept       ${FINDING}, as asked for\n`);
  });

  it('says what a trace shows that does not show the finding, and writes nothing', async () => {
    const { exitCode, out, folder } = await minimized(formatTrace(LONG), ['-p', 'model/position']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /^the trace does not show model\/position\nit shows, for --property and --reason:\n {2}model\/status /,
    );
    expect(out).toMatch(/\nnothing minimized \(exit 1\)\n$/);
    expect(readdirSync(folder)).toEqual(['trace.json']);
  });

  it('exits 0 for a trace that shows nothing, recorded finding or not', async () => {
    const conforms = { ...LONG, subject: 'article' };
    expect(await minimized(formatTrace(conforms))).toMatchObject({
      exitCode: 0,
      out: 'the trace shows no finding (exit 0)\n',
    });
    expect(await minimized(formatTrace(conforms, finding()))).toMatchObject({
      exitCode: 0,
      out: `the trace does not show ${FINDING}\nnothing minimized (exit 0)\n`,
    });
  });

  it('keeps to a budget; the trace says that it is not minimal, replay too, and minimizing goes on', async () => {
    const first = await minimized(formatTrace(LONG, finding()), ['--budget', '3']);
    expect(first.out).toContain('\n  not minimal yet: npx irpcheck minimize trace.min.json\n');
    expect(first.out).toContain(
      ', 3 executions, not minimal yet: minimize it again, or with a larger --budget\n',
    );
    const path = join(first.folder, 'trace.min.json');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('"minimization": "unfinished"');
    const { out } = await irpcheck(['replay', path], localServices);
    expect(out).toContain(`${FINDING}: still shows; the trace is not minimal yet: irpcheck minimize\n`);
    const second = await minimized(text);
    expect(second.out).toContain(', in normal form\n');
    expect(readFileSync(join(second.folder, 'trace.min.json'), 'utf8')).not.toContain('unfinished');
  });

  it('writes where it is told to: a file, the given one, standard output', async () => {
    const folder = temporaryFolder();
    const target = join(folder, 'new', 'x.json');
    await minimized(formatTrace(LONG), ['-o', target]);
    expect(parseTrace(readFileSync(target, 'utf8')).trace.ops).toHaveLength(2);
    const again = await irpcheck(['minimize', target, '-o', target], localServices);
    expect(again.exitCode).toBe(1);
    const { out, err } = await minimized(formatTrace(LONG), ['-o', '-']);
    expect(parseTrace(out).trace.ops).toHaveLength(2);
    expect(err).toMatch(/^FINDING /);
    expect(err).not.toContain('replay:');
  });

  it('reads what is no regular file when it is told where to write', async () => {
    if (process.platform === 'win32') return;
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'trace.json'), formatTrace(LONG));
    const file = openSync(join(folder, 'trace.json'), 'r');
    const { exitCode, out } = await irpcheck(['minimize', `/dev/fd/${file}`, '-o', '-'], localServices);
    closeSync(file);
    expect([exitCode, parseTrace(out).trace.ops.length]).toEqual([1, 2]);
  });
});
