import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/trace/finding/baseline.ts';
import { failed, finding, property } from '../../report/results.ts';
import { temporaryFolder } from '../fakes.ts';
import { baselineOf, ENTRY, gated } from './gate.setup.ts';

describe('--baseline', () => {
  const other = { ...ENTRY, reason: 'other', note: '' };
  it('tells what is fixed', async () => {
    const path = baselineOf(ENTRY);
    const before = readFileSync(path, 'utf8');
    const { exitCode, out } = await gated(['--baseline', path], { conclusion: 'conforms' });
    expect(exitCode).toBe(0);
    expect(out).toContain(`fixed: model/status ${ENTRY.reason} (direct) is in the baseline`);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('--update-baseline makes it name what is found', async () => {
    const path = baselineOf(ENTRY, other);
    const second = finding({ property: 'contract/in-bounds', reason: 'x' });
    const found = failed({ findings: [finding(), second], properties: [property({ verdict: 'finding' })] });
    const { exitCode, out } = await gated(['--baseline', path, '--update-baseline'], found);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/\nconforms with 2 known findings \(exit 0\)\nbaseline: 1 added, 1 removed: /);
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
