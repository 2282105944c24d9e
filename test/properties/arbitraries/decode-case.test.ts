import { describe, expect, it } from 'vitest';
import { decodeCase } from '../../../src/properties/arbitraries/decode-case.ts';
import { MAX_WORD } from '../../../src/properties/arbitraries/word.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { DEFAULT_PROFILE, FULL_PROFILE } from './sample.ts';

/** The first word of an operation of the kind in `slot` and nothing else. */
function first(slot: number): number {
  return slot << 24;
}

describe('decodeCase', () => {
  it('decodes words of 0 to the simplest case', () => {
    const zeros = decodeCase(
      0,
      0,
      [
        [0, 0],
        [0, 0],
      ],
      FULL_PROFILE,
    );
    expect(zeros).toEqual({ machine: PLAIN_MACHINE, ops: [canonicalOp('open'), canonicalOp('read')] });
  });

  it('decodes the first word of each kind, otherwise 0, to that kind at its simplest', () => {
    const kinds = [22, 40, 45, 49, 53, 56, 59].map((slot) => {
      return decodeCase(
        0,
        0,
        [
          [0, 0],
          [first(slot), 0],
        ],
        FULL_PROFILE,
      ).ops[1];
    });
    const expected = (
      ['write', 'open', 'query-position', 'set-position', 'flush', 'duplicate', 'close'] as const
    ).map((kind) => canonicalOp(kind));
    expect(kinds).toEqual(expected);
  });

  it('is pure: earlier cases leave no trace', () => {
    const pairs: [number, number][] = [
      [0, 0],
      [first(22), 0x12345678],
      [first(59), 0],
      [first(63), 7],
    ];
    const once = JSON.stringify(decodeCase(0, 3, pairs, DEFAULT_PROFILE));
    decodeCase(MAX_WORD, 1, [...pairs].reverse(), FULL_PROFILE);
    expect(JSON.stringify(decodeCase(0, 3, pairs, DEFAULT_PROFILE))).toBe(once);
  });

  it('uses values that are no handles where nothing is open and the word says so', () => {
    expect(decodeCase(0, 0, [[first(61), 0]], DEFAULT_PROFILE).ops[0]?.op).toBe('close');
  });

  it('keeps reads or writes when the swarm leaves out both, and one alone when it leaves out the other', () => {
    const pairs: [number, number][] = Array.from({ length: 64 }, (_, slot) => [first(slot), 0]);
    const kindsOf = (swarm: number) =>
      new Set(decodeCase(swarm, 0, [[0, 0], ...pairs], DEFAULT_PROFILE).ops.map((op) => op.op));
    expect(kindsOf(MAX_WORD)).toEqual(new Set(['open', 'read', 'write']));
    expect(kindsOf(MAX_WORD & ~0b001_000)).toEqual(new Set(['open', 'write']));
    expect(kindsOf(MAX_WORD & ~0b000_001)).toEqual(new Set(['open', 'read']));
  });

  it('uses the words above the fragmentation as the seed of scattered frames alone', () => {
    const machines = [4, 5, 6, 7].map((machine) => decodeCase(0, machine, [], DEFAULT_PROFILE).machine);
    expect(machines).toEqual([
      { fragmentation: 'contiguous', frameSeed: 0 },
      { fragmentation: 'reversed', frameSeed: 0 },
      { fragmentation: 'scattered', frameSeed: 1 },
      { fragmentation: 'scattered', frameSeed: 1 },
    ]);
  });
});
