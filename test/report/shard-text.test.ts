import { describe, expect, it } from 'vitest';
import { type ShardReport, shardExitCode, shardText } from '../../src/report/shard-text.ts';
import { failed, REFUSED, result } from './results.ts';

function shard(parts: Partial<ShardReport> = {}): ShardReport {
  return { index: 1, count: 2, stopped: null, result: result(), timing: null, path: 'a.json', ...parts };
}

describe('a shard with refused cases', () => {
  const refused = result({ conclusion: 'unsupported', refused: REFUSED });

  it('ends with 1 before 4 before 5', () => {
    expect(shardExitCode(shard())).toBe(0);
    expect(shardExitCode(shard({ stopped: 'interrupted' }))).toBe(5);
    expect(shardExitCode(shard({ stopped: 'interrupted', result: refused }))).toBe(4);
    expect(shardExitCode(shard({ result: failed({ refused: REFUSED }) }))).toBe(1);
  });

  it('tells how many, and of which first', () => {
    const told = /\nasynchronous requests are not supported: 7 of 60,000 cases refused, first case 3 at /;
    expect(shardText(shard({ result: refused }), false)).toMatch(told);
    expect(shardText(shard({ result: refused }), false)).toContain('no finding (exit 4)');
    expect(shardText(shard(), false)).not.toContain('asynchronous');
  });
});
