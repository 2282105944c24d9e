import type { Op } from '../../trace/ops/index.ts';

/** Pairs of operations beyond which nobody looks for what was kept. */
const MAX_PAIRS = 250_000;

/** 0 for operations of different kinds, 1 for equal ones, between them by how many fields agree. */
function likeness(left: Op, right: Op): number {
  if (left.op !== right.op) return 0;
  const fields = Object.entries(left);
  const other = new Map<string, unknown>(Object.entries(right));
  const same = fields.filter(([key, value]) => JSON.stringify(other.get(key)) === JSON.stringify(value));
  return (1 + same.length) / (1 + fields.length);
}

/**
 * Which operation of `original` each one of `minimal` most likely is, in order; null for one that has no like there.
 * Minimization does not record it: fields became simpler, so it is the alignment with most fields in common.
 * Empty where both traces are too long to tell.
 */
export function alignment(original: readonly Op[], minimal: readonly Op[]): (number | null)[] {
  if (original.length * minimal.length > MAX_PAIRS) return [];
  const width = original.length + 1;
  // The best total for the operations from each pair on.
  const best = new Float64Array(width * (minimal.length + 1));
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const likenesses = minimal.map((op) => original.map((other) => likeness(op, other)));
  const like = (row: number, column: number): number => likenesses[row]?.[column] ?? 0;
  for (let row = minimal.length - 1; row >= 0; row -= 1) {
    for (let column = original.length - 1; column >= 0; column -= 1) {
      const paired = like(row, column) === 0 ? 0 : like(row, column) + at(row + 1, column + 1);
      best[row * width + column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  let column = 0;
  return minimal.map((_, row) => {
    while (column < original.length && at(row, column) === at(row, column + 1)) column += 1;
    const isPaired = column < original.length && at(row, column) !== at(row + 1, column);
    return isPaired ? column++ : null;
  });
}
