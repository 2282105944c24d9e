import { describe, expect, it } from 'vitest';
import { type Bounds, searchBounds } from '../../../src/explanation/relevance/bounds.ts';
import { askAll } from '../../../src/minimize/asking.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, read } from '../../minimize/known-minima.ts';
import { traceOf } from '../../minimize/laws.ts';

const LARGEST = 2n ** 63n - 1n;

const traceWith = (number: bigint): Trace => traceOf(open(), read({ offset: String(number) }));

function numberIn({ ops }: Trace): bigint {
  const op = ops[1];
  return op?.op === 'read' && typeof op.offset === 'string' ? BigInt(op.offset) : -1n;
}

/** Searches from a number, with what is known of `samples`. */
function search(
  start: bigint,
  samples: readonly bigint[],
  keeps: (number: bigint) => boolean,
  largest = LARGEST,
): { readonly found: Bounds; readonly asked: readonly bigint[] } {
  const tried = new Map([start, ...samples].map((each) => [each, keeps(each)]));
  const asked: bigint[] = [];
  const found = askAll(searchBounds(start, tried, { largest, traceOf: traceWith }), (trace) => {
    const number = numberIn(trace);
    asked.push(number);
    return keeps(number);
  });
  return { found, asked };
}

const FAR = [0n, 2n ** 32n];
const exactly = { gap: null, others: false };

describe('bounds are searched, not taken from what happened to be tried', () => {
  it('to the neighbours of which one keeps the finding and one does not', () => {
    const { found } = search(100n, FAR, (number) => number >= 7n && number <= 70_000n);
    expect(found).toEqual({ low: 7n, high: 70_000n, ...exactly });
    expect(search(255n, FAR, (number) => number === 255n).found).toEqual({
      low: 255n,
      high: 255n,
      ...exactly,
    });
  });

  it('in as many steps as the distance has bits', () => {
    const { found, asked } = search(1n, [LARGEST], (number) => number < 2n ** 40n);
    expect(found).toEqual({ low: null, high: 2n ** 40n - 1n, ...exactly });
    expect(asked.length).toBeLessThanOrEqual(63 + 6);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('and end nowhere where nothing was seen to lose it', () => {
    expect(search(5n, [0n, 1n], (number) => number >= 1n).found).toEqual({ low: 1n, high: null, ...exactly });
  });

  it('with the gap that an alignment makes', () => {
    const { found } = search(1n, [0n, 2n], (number) => number % 8n !== 0n);
    expect(found).toEqual({ low: 1n, high: null, gap: 8n, others: false });
  });

  it('and with the word that there are others beyond them', () => {
    const { found } = search(3n, [0n, 4n, 5n], (number) => number === 3n || number >= 5n);
    expect(found).toEqual({ low: 3n, high: 3n, gap: null, others: true });
  });

  it('without asking for a number that the field can not hold', () => {
    const { asked } = search(1n, [0n], (number) => number > 0n, 4095n);
    expect(asked).toEqual([2n, 4n, 8n, 16n, 512n]);
  });
});
