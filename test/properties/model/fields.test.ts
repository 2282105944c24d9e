import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../src/model/expected.ts';
import { initial, step } from '../../../src/model/io-manager.ts';
import { data } from '../../../src/properties/model/data.ts';
import { iosb } from '../../../src/properties/model/iosb.ts';
import { position } from '../../../src/properties/model/position.ts';
import { breachOf } from '../../../src/properties/verdict.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import type { Observation } from '../../../src/trace/run/observation.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { CONFIG, open, read, seek, write } from '../../model/calls.ts';
import { conforming, runOf } from './runs.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const READ = read({ length: 6 });
const WRITE = write();
const CALLS = [open(), WRITE, READ];

/** What the model prefers of the last call, and what is observed of it where that is what happens. */
function conformed(): { expected: Expected; observed: Observation } {
  let state = initial(CONFIG);
  let expected: Expected | undefined;
  for (const call of CALLS) {
    const [outcome] = step(CONFIG, state, call);
    if (outcome === undefined) throw new Error('no outcome');
    ({ expected, next: state } = outcome);
  }
  const observed = conforming(CONFIG, CALLS).at(-1);
  if (expected === undefined || observed === undefined) throw new Error('no call');
  return { expected, observed };
}

const { expected, observed } = conformed();

describe('model/data', () => {
  const { compared, mismatch } = data.field;

  it.each<[what: string, Partial<Expected>, Partial<Observation>, number]>([
    ['the bytes that a read should give', {}, {}, 4],
    ['none of a read of none', { buffer: bytes() }, {}, 0],
    ['none where the model says nothing of them', { buffer: undefined }, {}, 0],
    ['none where nothing is observed', {}, { buffer: null }, 0],
  ])('compares %s', (_what, wanted, seen, count) => {
    expect(compared({ ...expected, ...wanted }, { ...observed, ...seen })).toBe(count);
  });

  it.each<[Partial<Observation>, string | null]>([
    [{ buffer: WRITE.call === 'NtWriteFile' ? WRITE.data : null }, null],
    [{ buffer: null }, 'caller-data-changed'],
    [{ buffer: bytes(1, 2, 3) }, 'caller-data-changed'],
    [{ buffer: bytes(1, 2, 3, 4, 5) }, 'caller-data-changed'],
    [{ buffer: bytes(1, 2, 3, 9) }, 'caller-data-changed'],
  ])('wants the data of a write as they were: %j', (seen, reason) => {
    const wanted = { ...expected, buffer: bytes() };
    expect(mismatch(wanted, { ...observed, ...seen }, WRITE)).toBe(reason);
  });

  it('wants a buffer of a read', () => {
    expect(mismatch(expected, { ...observed, buffer: null }, READ)).toBe('wrong-bytes');
    expect(mismatch({ ...expected, buffer: null }, { ...observed, buffer: null }, READ)).toBeNull();
  });

  const breach = breachOf('model/data', 'because', { op: 0, request: null, moment: 2 }, '', '');
  const shown = (wanted: Expected | null, seen: Partial<Observation>, call: Call = READ) => {
    const run = runOf([call], [{ ...observed, ...seen }]);
    return data.evidence.contents?.({ run, variant: null }, breach, () => wanted) ?? [];
  };

  it('shows the whole buffer with the data and what was there before', () => {
    expect(shown(expected, {})).toEqual([
      expect.objectContaining({
        observed: observed.buffer,
        other: bytes(1, 2, 3, 4, USER_FILL, USER_FILL),
        isExpected: true,
      }),
    ]);
  });

  it('shows as expected what is behind the data where that is left open', () => {
    const buffer = bytes(1, 9, 3, 4, 7, 8);
    expect(shown({ ...expected, restOpen: true }, { buffer })).toEqual([
      expect.objectContaining({ observed: buffer, other: bytes(1, 2, 3, 4, 7, 8) }),
    ]);
    expect(shown({ ...expected, restOpen: false }, { buffer })).toEqual([
      expect.objectContaining({ observed: buffer, other: bytes(1, 2, 3, 4, USER_FILL, USER_FILL) }),
    ]);
  });

  it('shows nothing without a buffer, or without what the model wants in it', () => {
    expect(shown(expected, { buffer: null })).toEqual([]);
    expect(shown({ ...expected, buffer: null }, {})).toEqual([]);
    expect(shown({ ...expected, buffer: undefined }, {})).toEqual([]);
    expect(shown(null, {})).toEqual([]);
  });

  it('shows what became of the data of a write', () => {
    expect(shown(null, { buffer: bytes(1, 9, 3, 4) }, WRITE)).toEqual([
      expect.objectContaining({ observed: bytes(1, 9, 3, 4), other: bytes(1, 2, 3, 4) }),
    ]);
  });
});

describe('model/iosb', () => {
  const { compared, mismatch } = iosb.field;

  it.each<[what: string, Partial<Expected>, number]>([
    ['a call', {}, 1],
    ['none of which the model leaves block and event open', { iosb: null, fileSignaled: undefined }, 0],
    ['one whose block alone is open', { iosb: null, fileSignaled: true }, 1],
    ['one whose event alone is open', { fileSignaled: undefined }, 1],
  ])('compares %s', (_what, wanted, count) => {
    expect(compared({ ...expected, ...wanted }, observed)).toBe(count);
  });

  it.each([true, false, null])('wants nothing of an event that is left open: %s', (signaled) => {
    const wanted = { ...expected, eventSignaled: undefined, fileSignaled: undefined };
    const seen = { ...observed, eventSignaled: signaled, fileSignaled: signaled };
    expect(mismatch(wanted, seen, READ)).toBeNull();
  });
});

describe('model/position', () => {
  const { compared, mismatch } = position.field;

  it.each<[Expected['position'], bigint | null, string, string]>([
    [4n, 8n, 'position 4', 'position 8'],
    [0n, null, 'position 0', 'no position'],
    [null, 0n, 'no position', 'position 0'],
    [undefined, 0n, 'no position', 'position 0'],
  ])('says %s and %s in words', (wanted, found, ...words) => {
    const told = position.field.explain(
      { ...expected, position: wanted },
      { ...observed, position: found },
      READ,
      runOf([READ], [observed]),
    );
    expect([told.expected, told.observed]).toEqual(words);
  });

  it.each<[Expected['position'], number]>([
    [0n, 1],
    [7n, 1],
    [null, 0],
    [undefined, 0],
  ])('compares %s: %i', (wanted, count) => {
    expect(compared({ ...expected, position: wanted }, observed)).toBe(count);
  });

  it.each<[wanted: Expected['position'], found: bigint | null, call: Call, reason: string | null]>([
    [undefined, 9n, READ, null],
    [4n, 4n, READ, null],
    [null, null, READ, null],
    [4n, 8n, READ, 'advanced'],
    [4n, 8n, WRITE, 'advanced'],
    [4n, 8n, seek(4n), 'wrong'],
    [4n, 0n, READ, 'wrong'],
    [4n, null, READ, 'wrong'],
    [null, 4n, READ, 'wrong'],
  ])('of %s and %s: %#', (wanted, found, call, reason) => {
    const verdict = mismatch({ ...expected, position: wanted }, { ...observed, position: found }, call);
    expect(verdict).toBe(reason);
  });
});
