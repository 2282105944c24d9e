import { describe, expect, it } from 'vitest';
import { armReached, callReached, lastReached, noteReached } from '../../src/execution/reached.ts';

describe('what a campaign reached', () => {
  it('is named for people', () => {
    expect(armReached('R9 opened')).toBe('model arm R9 opened');
    expect(callReached('flush', 'direct', null)).toBe('flush, direct');
    expect(callReached('read', 'buffered', '1')).toBe('read of 1 byte, buffered');
    expect(callReached('write', 'neither', '4097-8192')).toBe('write of 4097-8192 bytes, neither');
  });

  it('counts from the first case that reached it', () => {
    const reached = new Map<string, number>();
    noteReached(reached, 'a', 5);
    noteReached(reached, 'a', 9);
    expect(reached).toEqual(new Map([['a', 5]]));
    noteReached(reached, 'a', 2);
    expect(reached).toEqual(new Map([['a', 2]]));
  });

  it('was last what its first case is the latest of, in whatever order it was noted', () => {
    expect(lastReached(new Map())).toBeNull();
    const noted = [
      ['b', 7],
      ['c', 7],
      ['a', 3],
    ] as const;
    for (const entries of [noted, noted.toReversed()])
      expect(lastReached(new Map(entries))).toEqual({ what: 'b', caseIndex: 7 });
  });
});
