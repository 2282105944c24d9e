import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Piece, piecesOf } from '../../src/export/pieces.ts';
import { dataBytes } from '../../src/trace/data.ts';

/** The bytes that pieces stand for, as the runtimes have them. */
function expanded(pieces: readonly Piece[]): number[] {
  return pieces.flatMap((piece) =>
    Array.from({ length: piece.count }, (_, at) => {
      if (piece.kind === 'counter') return 1 + ((piece.seed + at) % 239);
      return piece.unit[at % piece.unit.length] ?? -1;
    }),
  );
}

const chunk = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 300 }))
    .map(([byte, count]) => new Uint8Array(count).fill(byte)),
  fc
    .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 600 }))
    .map(([seed, count]) => dataBytes({ pattern: 'counter', seed }, count)),
);

it('pieces stand for the same bytes', () => {
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 6 }), (chunks) => {
      const bytes = Uint8Array.from(chunks.flatMap((each) => [...each]));
      expect(expanded(piecesOf(bytes))).toEqual([...bytes]);
    }),
    { seed: 1, numRuns: 300 },
  );
});
