import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/trace/finding/baseline.ts';
import { NO_EVIDENCE } from '../../../src/trace/finding/evidence.ts';
import { toldBreach } from '../../../src/trace/finding/finding.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import type { ReplayResult } from '../../../src/trace/result/replay-result.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { failed, finding, property, unalignedWrite } from '../../report/results.ts';
import { temporaryFolder } from '../fakes.ts';
import { baselineOf, ENTRY, gated } from './gate.setup.ts';

describe('--baseline', () => {
  const other = { ...ENTRY, reason: 'other', note: 'issue 6' };
  const breach = toldBreach(finding());
  /** What a replay of an entry's trace comes to; the entries are those of `other` unless it shows what it did. */
  const showing = (...breaches: ReplayResult['breaches']) => ({
    replay: (trace: Trace): ReplayResult => ({
      trace,
      breaches,
      refused: null,
      steps: [],
      remarks: [],
      evidence: NO_EVIDENCE,
    }),
  });

  it('tells what is fixed: what its own trace does not show any more', async () => {
    const path = baselineOf(ENTRY);
    const before = readFileSync(path, 'utf8');
    const replayed = await gated(['--baseline', path], { conclusion: 'conforms' }, showing());
    expect(replayed.exitCode).toBe(0);
    expect(replayed.out).toContain(
      `fixed: model/status ${ENTRY.reason} (direct) is in the baseline and was not found, nor does its own trace show it: remove it, or use --update-baseline; its note: issue 5\n`,
    );
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('does not tell that what the cases did not come upon is fixed, and keeps it', async () => {
    const path = baselineOf(ENTRY);
    const before = readFileSync(path, 'utf8');
    for (const update of [[], ['--update-baseline']]) {
      const args = ['--baseline', path, ...update];
      const { exitCode, out } = await gated(args, { conclusion: 'conforms' }, showing(breach));
      expect(exitCode).toBe(0);
      expect(out).not.toContain('fixed:');
      expect(readFileSync(path, 'utf8')).toBe(before);
    }
  });

  it('does not tell so where the trace can’t be relied on, either', async () => {
    const path = baselineOf(ENTRY);
    const unreliable = (trace: Trace): ReplayResult => ({
      ...showing().replay(trace),
      remarks: ['it keeps state'],
    });
    const { out } = await gated(['--baseline', path], { conclusion: 'conforms' }, { replay: unreliable });
    expect(out).not.toContain('fixed:');
  });

  it('takes another defect of the same property and reason for new', async () => {
    const longer = { ...canonicalOp('write'), length: 5000 };
    const trace = unalignedWrite({ ops: [canonicalOp('open'), longer] });
    const found = failed({ findings: [finding({ trace })] });
    const { exitCode, out } = await gated(['--baseline', baselineOf(ENTRY)], found, showing(breach));
    expect(exitCode).toBe(1);
    expect(out).toContain('FINDING model/status');
  });

  it('of an earlier version is read, says what it can’t do, and is given its traces', async () => {
    const path = baselineOf();
    const { shown: _shown, ...old } = ENTRY;
    const lost = { ...old, reason: 'not found', note: 'issue 7' };
    writeFileSync(path, JSON.stringify({ format: 'irpbaseline/1', findings: [old, lost] }));
    const { exitCode, err } = await gated(['--baseline', path]);
    expect(exitCode).toBe(0);
    expect(err).toContain(
      `baseline '${path}': 2 entries have no trace, as earlier versions wrote it: such an entry accepts every finding of its property and reason, and is never told to be fixed; --update-baseline adds the traces of those that are found\n`,
    );
    const { out } = await gated(['--baseline', path, '--update-baseline']);
    expect(out).toContain('\n  1 entry given a minimal trace\n');
    expect(parseBaseline(readFileSync(path, 'utf8'))).toEqual([ENTRY, { ...lost, shown: null }]);
  });

  it('--update-baseline makes it name what is found', async () => {
    const path = baselineOf(ENTRY, other);
    const second = finding({ property: 'contract/in-bounds', reason: 'x' });
    const found = failed({ findings: [finding(), second], properties: [property({ verdict: 'finding' })] });
    const args = ['--baseline', path, '--update-baseline'];
    const { exitCode, out } = await gated(args, found, showing(breach));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/\nconforms with 2 known findings \(exit 0\)\nbaseline: 1 added, 1 removed: /);
    // What somebody wrote is not dropped without a word.
    expect(out).toContain('\n  removed with its note: model/status other (direct): issue 6\n');
    const added = { ...ENTRY, property: 'contract/in-bounds', reason: 'x', note: '' };
    expect(parseBaseline(readFileSync(path, 'utf8'))).toEqual([added, ENTRY]);
  });

  it('--update-baseline begins one', async () => {
    const path = join(temporaryFolder(), 'new', 'known.json');
    const { exitCode } = await gated(['--baseline', path, '--update-baseline']);
    expect(exitCode).toBe(0);
    expect(parseBaseline(readFileSync(path, 'utf8'))).toEqual([{ ...ENTRY, note: '' }]);
  });

  it.each<[string, (path: string) => string[], string]>([
    ['--update-baseline alone', () => ['--update-baseline'], '--update-baseline needs the --baseline'],
    ['a missing file', (path) => ['--baseline', `${path}.not`], "known.json.not': no such file"],
    ['a malformed file', (path) => ['--baseline', path], "known.json' is no baseline: format: expected"],
    [
      'a malformed file that is to be updated',
      (path) => ['--baseline', path, '--update-baseline'],
      "known.json' is no baseline: format: expected",
    ],
    [
      'a shard',
      (path) => ['--baseline', path, '--shard', '1/2'],
      '--baseline is for irpcheck merge: a shard alone does not tell what is fixed',
    ],
  ])('%s is refused before the campaign', async (_name, args, message) => {
    const path = baselineOf();
    writeFileSync(path, '{}');
    const { exitCode, err, requests } = await gated(args(path));
    expect([exitCode, requests]).toEqual([2, []]);
    expect(err).toContain(message);
    expect(readFileSync(path, 'utf8')).toBe('{}');
    expect(existsSync(`${path}.not`)).toBe(false);
  });
});
