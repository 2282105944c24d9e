import { HIGHEST_DATA_BYTE } from '../trace/ops/fields/data.ts';

/** A part of data: `count` bytes of the counter pattern that starts at `seed`, or of a unit repeated to them. */
export type Piece =
  | { readonly kind: 'counter'; readonly seed: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly unit: Uint8Array; readonly count: number };

/** Shorter patterns are no shorter to write than their bytes. */
const SHORTEST_PATTERN = 16;
/** Data in more pieces than this is looked at as a whole: it may be one long unit, repeated. */
const MANY_PIECES = 8;

/** How many bytes from `start` on are the counter pattern (src/trace/data.ts). */
function counterLength(bytes: Uint8Array, start: number): number {
  let expected = bytes[start] ?? 0;
  if (expected === 0 || expected > HIGHEST_DATA_BYTE) return 0;
  let at = start;
  while (at < bytes.length && bytes[at] === expected) {
    expected = expected === HIGHEST_DATA_BYTE ? 1 : expected + 1;
    at += 1;
  }
  return at - start;
}

/** How many bytes from `start` on are the same. */
function fillLength(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] === bytes[start]) at += 1;
  return at - start;
}

/** The smallest number of bytes after which everything repeats, by the failure function of Knuth, Morris and Pratt. */
function period(bytes: Uint8Array): number {
  const failure = new Int32Array(bytes.length);
  let matched = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    while (matched > 0 && bytes[at] !== bytes[matched]) matched = failure[matched - 1] ?? 0;
    if (bytes[at] === bytes[matched]) matched += 1;
    failure[at] = matched;
  }
  return bytes.length - matched;
}

function repeated(bytes: Uint8Array): Piece {
  return { kind: 'repeat', unit: bytes.slice(0, period(bytes)), count: bytes.length };
}

function splitAtPatterns(bytes: Uint8Array): Piece[] {
  const pieces: Piece[] = [];
  let literal = 0;
  let at = 0;
  while (at < bytes.length) {
    const counter = counterLength(bytes, at);
    const fill = fillLength(bytes, at);
    const count = Math.max(counter, fill);
    if (count >= SHORTEST_PATTERN) {
      if (literal < at) pieces.push(repeated(bytes.subarray(literal, at)));
      const first = bytes[at] ?? 0;
      pieces.push(
        counter >= fill
          ? { kind: 'counter', seed: first - 1, count }
          : { kind: 'repeat', unit: Uint8Array.of(first), count },
      );
      literal = at + count;
    }
    at += count >= SHORTEST_PATTERN ? count : 1;
  }
  if (literal < bytes.length) pieces.push(repeated(bytes.subarray(literal)));
  return pieces;
}

/** Data as few pieces, so that a source does not grow with the length of a transfer. None for no data. */
export function piecesOf(bytes: Uint8Array): readonly Piece[] {
  const pieces = splitAtPatterns(bytes);
  if (pieces.length <= MANY_PIECES) return pieces;
  const whole = repeated(bytes);
  return whole.kind === 'repeat' && 2 * whole.unit.length <= bytes.length ? [whole] : pieces;
}
