import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { services as realServices, type Services } from '../../src/cli/services.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { minimizeTrace } from '../../src/explanation/minimize-trace.ts';
import { replay } from '../../src/explanation/replay.ts';
import { builtInSubjects, type Subject } from '../../src/subjects/index.ts';
import { formatTrace } from '../../src/trace/json.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { UnsupportedTraceError } from '../../src/trace/unsupported-trace.ts';
import { pendsAndErrsDriver, pipeDriver } from '../campaign/pending-drivers.ts';
import { open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { finding } from '../report/results.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

/** Services that have one driver, of this thread. */
function servicesFor(subject: Subject): Services {
  return fakeServices(({ subject: _summary, ...request }) => runCampaign({ ...request, subject }), {
    subjects: async () => ({ builtInSubjects: [subject] }),
    replay: (trace, recorded) => replay(trace, subject, recorded),
    minimize: async (trace, key) => minimizeTrace(new CaseRunner(subject), trace, key),
    userspace: realServices.userspace,
  });
}

const pipe = servicesFor(subjectOf(pipeDriver, { name: 'pipe' }));
const errs = servicesFor(subjectOf(pendsAndErrsDriver, { name: 'errs' }));

/** A file with a trace. */
function traceFile(subject: string, ops: readonly Op[], folder = temporaryFolder(), found = false): string {
  const path = join(folder, 'trace.json');
  writeFileSync(path, formatTrace(traceOf('direct', ops, { subject }), found ? finding() : null));
  return path;
}

const REFUSED =
  'asynchronous requests are not executed by this version: the driver marks a request pending and does not complete it within its call, at operation 2, read (IRP_MJ_READ)';

describe('a driver that pends as it may', () => {
  it.each(['buffered', 'direct', 'neither'])('ends a campaign in %s mode with exit 4', async (mode) => {
    const folder = temporaryFolder();
    const json = join(folder, 'result.json');
    const args = ['run', 'pipe', '--mode', mode, '-n', '60', '--out', folder, '--json', json];
    const { exitCode, out } = await irpcheck(args, pipe);
    expect(exitCode).toBe(4);
    expect(out).toMatch(
      /\nasynchronous requests are not supported: \d+ of 60 cases refused, first case \d+ at operation \d+, read \(IRP_MJ_READ\) \(exit 4\)\n$/,
    );
    expect(out).not.toContain('insufficient coverage');
    const result = parseResult(readFileSync(json, 'utf8'));
    expect(result).toMatchObject({ conclusion: 'unsupported', findings: [] });
    expect(result.refused?.cases).toBeGreaterThan(0);
    const again = await irpcheck(['report', json, '--out', folder, '--report', 'text'], pipe);
    expect(again.exitCode).toBe(4);
  });

  it('is not told to conform by any form of the report', async () => {
    const folder = temporaryFolder();
    const forms = 'json,junit,sarif,ctrf,markdown,html,github';
    const args = ['run', 'pipe', '-n', '30', '--out', folder, '--report', forms];
    const { exitCode, out } = await irpcheck(args, pipe);
    expect(exitCode).toBe(4);
    expect(out).toMatch(/::error title=irpcheck::.*asynchronous requests are not supported.*\(exit 4\)/);
    const text = (ending: string): string => readFileSync(join(folder, 'pipe', `pipe.${ending}`), 'utf8');
    expect(text('junit.xml')).toMatch(
      /<testcase [^>]*name="campaign\/complete"[^>]*>\s*<error message="asynchronous requests are not supported: /,
    );
    const { runs } = JSON.parse(text('sarif')) as {
      runs: { invocations: { executionSuccessful: boolean; exitCode: number }[] }[];
    };
    expect(runs[0]?.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 4 });
    const { results } = JSON.parse(text('ctrf.json')) as { results: { extra: object } };
    expect(results.extra).toMatchObject({ exitCode: 4 });
    expect(text('md')).toMatch(/^### ❌ irpcheck: asynchronous requests are not supported: .* \(exit 4\)\n/);
    expect(text('html')).toMatch(/<h1>Asynchronous requests are not supported: /);
  });

  it('ends a campaign that found something with exit 1, which tells of refused cases all the same', async () => {
    const folder = temporaryFolder();
    const { exitCode, out } = await irpcheck(['run', 'errs', '-n', '100', '--out', folder], errs);
    expect(exitCode).toBe(1);
    expect(out).toContain('FINDING contract/status-agrees');
    expect(out).toMatch(
      /\n\d+ (?:findings?|causes? \(\d+ findings\)); asynchronous requests are not supported: \d+ of 100 cases refused, first case .* \(exit 1\)\n$/,
    );
  });

  it('ends it with exit 4 where all that it found is known', async () => {
    const folder = temporaryFolder();
    const baseline = join(folder, 'baseline.json');
    const args = ['run', 'errs', '-n', '100', '--out', folder, '--baseline', baseline];
    await irpcheck([...args, '--update-baseline'], errs);
    expect((await irpcheck(args, errs)).exitCode).toBe(4);
  });

  it('ends several reports with the lowest code that is not 0', async () => {
    const folder = temporaryFolder();
    const [first, second] = [join(folder, 'pipe.json'), join(folder, 'errs.json')];
    await irpcheck(['run', 'pipe', '-n', '20', '--out', folder, '--json', first], pipe);
    await irpcheck(['run', 'errs', '-n', '100', '--out', folder, '--json', second], errs);
    const report = (...paths: string[]) =>
      irpcheck(['report', ...paths, '--out', folder, '--report', 'text'], pipe);
    expect((await report(first, second)).exitCode).toBe(1);
    expect((await report(first)).exitCode).toBe(4);
  });
});

describe('a trace that is refused', () => {
  it.each([false, true])('is replayed with exit 4, overlapped: %s', async (overlapped) => {
    const path = traceFile('pipe', [open({ overlapped }), read(), write()]);
    const { exitCode, out } = await irpcheck(['replay', path], pipe);
    expect(exitCode).toBe(4);
    expect(out).toContain('pending: not executed further');
    expect(out).toContain(`\n${REFUSED}\nno finding (exit 4)\n`);
  });

  it('is not said to be mended', async () => {
    const path = traceFile('pipe', [open(), read()], temporaryFolder(), true);
    const { exitCode, out } = await irpcheck(['replay', path], pipe);
    expect(exitCode).toBe(4);
    expect(out).toContain(': not told: the trace is not executed to its end\n');
    expect(out).not.toContain('does not show any more');
  });

  it('is replayed with exit 1 where it shows something before', async () => {
    const path = traceFile('errs', [open(), write(), read({ length: 1 })]);
    const { exitCode, out } = await irpcheck(['replay', path], errs);
    expect(exitCode).toBe(1);
    expect(out).toContain('at operation 3, read (IRP_MJ_READ)\n');
  });

  it('is not minimized: exit 4, or 1 for what it shows before', async () => {
    const refused = traceFile('pipe', [open(), read()]);
    expect(await irpcheck(['minimize', refused], pipe)).toEqual({
      exitCode: 4,
      out: '',
      err: `error: ${REFUSED}\n`,
    });
    const recorded = traceFile('pipe', [open(), read()], temporaryFolder(), true);
    const { exitCode, out } = await irpcheck(['minimize', recorded], pipe);
    expect(exitCode).toBe(4);
    expect(out).toMatch(/^the trace does not show model\/status .*\n.*\(IRP_MJ_READ\)\n/);
    expect(out).toContain('nothing minimized (exit 4)\n');
    const before = traceFile('errs', [open(), write(), read({ length: 1 })]);
    const shown = await irpcheck(['minimize', before], errs);
    expect(shown.exitCode).toBe(1);
    expect(shown.out).toContain('3 ops → 2');
  });

  it('is not exported: exit 4', async () => {
    const path = traceFile('pipe', [open(), read()]);
    const { exitCode, err } = await irpcheck(['export', path, '--to', 'c'], pipe);
    expect([exitCode, err]).toEqual([4, `error: ${REFUSED}\n`]);
  });
});

it('the demo ends where a driver pends the program’s request: exit 4', async () => {
  const { exitCode, out, err } = await irpcheck(['demo', 'pipe'], pipe);
  expect(exitCode).toBe(4);
  expect(out).toMatch(
    /\(the driver marks a request pending and does not complete it within its call: asynchronous requests are not executed\)\n$/,
  );
  expect(err).toBe(
    'error: asynchronous requests are not executed by this version: the driver marks a request pending and does not complete it within its call, for IRP_MJ_READ\n',
  );
  expect(builtInSubjects.map(({ name }) => name)).not.toContain('pipe');
});

it('defects ends where a driver of its catalogue is refused: exit 4', async () => {
  const detection: Services['detection'] = async () => ({
    measureDetection: async () => {
      throw new UnsupportedTraceError('refused');
    },
  });
  const { exitCode, err } = await irpcheck(['defects', '--quiet'], fakeServices({}, { detection }));
  expect([exitCode, err]).toEqual([4, 'error: refused\n']);
});
