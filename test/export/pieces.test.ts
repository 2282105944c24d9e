import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../src/export/pieces.ts';
import { dataBytes } from '../../src/trace/data.ts';

describe('piecesOf', () => {
  it('has none for no data', () => {
    expect(piecesOf(new Uint8Array(0))).toEqual([]);
  });

  it('recognises the patterns of traces, however long', () => {
    const count = 1 << 18;
    expect(piecesOf(dataBytes({ pattern: 'counter', seed: 500 }, count))).toEqual([
      { kind: 'counter', seed: 500 % 239, count },
    ]);
    expect(piecesOf(dataBytes({ pattern: 'zero' }, count))).toEqual([
      { kind: 'repeat', unit: Uint8Array.of(0), count },
    ]);
    expect(piecesOf(dataBytes({ hex: '0102ff' }, count))).toEqual([
      { kind: 'repeat', unit: Uint8Array.of(1, 2, 255), count },
    ]);
  });

  it('recognises a repeated unit that has patterns inside', () => {
    const unit = new Uint8Array(50).fill(7, 10, 40);
    unit[3] = 200;
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => unit[at % unit.length] ?? 0);
    expect(piecesOf(bytes)).toEqual([{ kind: 'repeat', unit, count: bytes.length }]);
  });

  it('takes data apart that was written in parts', () => {
    const bytes = new Uint8Array(5000);
    bytes.set(dataBytes({ pattern: 'counter', seed: 0 }, 4096), 0);
    bytes.set([1, 1, 2], 4200);
    expect(piecesOf(bytes).map(({ kind, count }) => [kind, count])).toEqual([
      ['counter', 4096],
      ['repeat', 104],
      ['repeat', 3],
      ['repeat', 797],
    ]);
  });
});
