import { MAXLONGLONG } from '../../nt/byte-offset.ts';
import type { LengthSpec, OffsetSpec, Op, RelativeToLast } from '../../trace/op.ts';
import { MAX_LENGTH } from '../../trace/resolve.ts';

/** Offsets that stand for the others: pages, 32 bits, the largest. */
const SAMPLE_OFFSETS = [3n, 4n, 8n, 16n, 4095n, 4096n, 4097n, 65_536n, 1n << 24n, 1n << 32n, MAXLONGLONG];
const SAMPLE_LENGTHS = [3, 4, 8, 16, 4095, 4096, 4097, 65_536, MAX_LENGTH];
const NEIGHBOURS = [-1, 0, 1];

/** The lengths that the trace's transfers name. */
function lengthsIn(ops: readonly Op[]): number[] {
  return ops.flatMap((op) => {
    const length = op.op === 'read' || op.op === 'write' ? op.length : null;
    return typeof length === 'number' ? [length] : [];
  });
}

/** What `spec` amounts to after a write of each of the lengths in the trace, bytes. */
function resolved(spec: RelativeToLast, ops: readonly Op[]): number[] {
  return [0, ...lengthsIn(ops)].map((length) => length + spec.last);
}

/** Relative ones nearer to 0, nearest first. */
function nearer({ last }: RelativeToLast): RelativeToLast[] {
  const magnitude = Math.abs(last);
  const sizes = new Set([0, 1, 2]);
  for (let size = magnitude; size >= 1; size >>= 1) {
    sizes.add(magnitude - size);
    sizes.add(size);
  }
  const ascending = [...sizes].filter((size) => size <= magnitude).sort((left, right) => left - right);
  return ascending.flatMap((size) => (size === 0 ? [{ last: 0 }] : [{ last: size }, { last: -size }]));
}

function ascendingOffsets(values: readonly bigint[]): string[] {
  const valid = values.filter((value) => value >= 0n && value <= MAXLONGLONG);
  return [...new Set(valid)].sort((left, right) => (left < right ? -1 : 1)).map(String);
}

/** Negative offsets nearer to -1, nearest first. */
function towardMinusOne(value: bigint): string[] {
  const found = [-1n, -2n, -3n];
  for (let step = -value; step >= 1n; step >>= 1n) found.push(value + step, value + step - 1n, -step);
  const valid = found.filter((candidate) => candidate < 0n && candidate > value);
  return [...new Set(valid)].sort((left, right) => (left > right ? -1 : 1)).map(String);
}

/**
 * Simpler offsets for one that is no number at least 0, the simplest first: such numbers ("0", "1", "2",
 * those that the trace suggests, samples), then negative ones, then NULL, then relative ones.
 */
export function simplerOffsets(offset: OffsetSpec, ops: readonly Op[]): readonly OffsetSpec[] {
  if (typeof offset === 'string') {
    const value = BigInt(offset);
    if (value >= 0n) return [];
    const mirrored = NEIGHBOURS.map((neighbour) => -value + BigInt(neighbour));
    // -2 is the file position, and -1 the end: either may lie behind what was transferred before.
    const suggested = lengthsIn(ops).map(BigInt);
    const numbers = ascendingOffsets([0n, 1n, 2n, ...mirrored, ...suggested, ...SAMPLE_OFFSETS]);
    return [...numbers, ...towardMinusOne(value)];
  }
  const suggested = offset === null ? lengthsIn(ops) : resolved(offset, ops);
  const numbers = ascendingOffsets([0n, 1n, 2n, ...suggested.map(BigInt), ...SAMPLE_OFFSETS]);
  const special = ['-1', '-2', '-3'];
  return offset === null ? [...numbers, ...special] : [...numbers, ...special, null, ...nearer(offset)];
}

/** Simpler lengths for a relative one, the simplest first: numbers, then relative ones nearer to 0. */
export function simplerLengths(length: LengthSpec, ops: readonly Op[]): readonly LengthSpec[] {
  if (typeof length === 'number') return [];
  const numbers = [0, 1, 2, ...resolved(length, ops), ...SAMPLE_LENGTHS];
  const valid = numbers.filter((value) => value >= 0 && value <= MAX_LENGTH);
  return [...[...new Set(valid)].sort((left, right) => left - right), ...nearer(length)];
}
