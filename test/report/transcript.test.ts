import { describe, expect, it } from 'vitest';
import { type Note, transcript } from '../../src/report/transcript.ts';
import { canonicalOp, type Op } from '../../src/trace/ops/index.ts';
import { OPEN_NAME, unalignedWrite } from './results.ts';

const plain = (text: string): string => text;
const options = { openName: OPEN_NAME, mark: plain };
const note = ({
  beside = [],
  ...parts
}: { readonly beside?: readonly string[] } & Partial<Omit<Note, 'beside'>> = {}): Note => ({
  below: [],
  isMarked: false,
  ...parts,
  beside: beside.map((text) => ({ text, style: plain })),
});

function lines(ops: readonly Op[], notes: readonly (readonly [number, Note])[] = []): string {
  return transcript(unalignedWrite({ ops }), new Map(notes), options).join('\n');
}

const flush = canonicalOp('flush');

describe('transcript', () => {
  it('numbers the operations', () => {
    const ops = [canonicalOp('open'), ...Array<Op>(9).fill(flush)];
    expect(lines(ops).split('\n').at(0)).toBe('   1 open  \\??\\Example');
    expect(lines(ops).split('\n').at(-1)).toBe('  10 flush');
  });

  it('continues long operations on the next line, beside their notes', () => {
    const write: Op = {
      ...canonicalOp('write'),
      offset: '4294967296',
      length: 65_536,
      buffer: { pageOffset: 4095, memory: 'read-only', shared: true },
      event: true,
    };
    expect(
      lines([write], [[0, note({ beside: ['expected a', 'observed b', 'c', 'd'], below: ['picture'] })]]),
    ).toMatchInlineSnapshot(`
      "  1 write offset 4294967296, 65536 bytes,          expected a
                buffer page 0 +0xfff, buffer read-only,  observed b
                buffer mapped twice, with an event       c
                                                         d
                picture"
    `);
  });

  it('breaks operands that are long, and notes beyond 100 columns', () => {
    const places = [
      { at: 0, pointer: 'caller' as const },
      { at: 8, bytes: '01000000' },
    ];
    const write: Op = { ...canonicalOp('write'), length: 16, data: { pattern: 'counter', seed: 0, places } };
    const beside = [
      { label: 'expected ', text: 'no harm', style: (text: string) => `<${text}>` },
      {
        label: 'observed ',
        text: `much harm ${'and more '.repeat(8).trim()}`,
        style: (text: string) => `<${text}>`,
      },
    ];
    const text = lines([write], [[0, { beside, below: [], isMarked: true }]]);
    expect(Math.max(...text.split('\n').map((line) => line.replace(/[<>]/g, '').length))).toBeLessThanOrEqual(
      100,
    );
    expect(text).toMatchInlineSnapshot(`
      "  1 write offset 0, 16 bytes,                        expected <no harm>
                data counter from 0,                       observed <much harm and more and more and more>
                at 0 a pointer to a page of the caller’s,    <and more and more and more and more and more>
                at 8 0x1 in 4 bytes"
    `);
  });

  it('shows all places of data that have as many as there may be, within 100 columns', () => {
    const places = Array.from({ length: 8 }, () => ({ at: 4096, pointer: 'read-only' as const }));
    const write: Op = { ...canonicalOp('write'), data: { pattern: 'counter', seed: 0, places } };
    const text = lines([write], [[0, note({ beside: ['expected no harm'] })]]);
    expect(text.match(/at 4096/g)).toHaveLength(8);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('cuts off long names', () => {
    const [line] = lines([{ ...canonicalOp('open'), name: 'x'.repeat(4096) }]).split('\n');
    expect(line).toBe(`  1 open  ${'x'.repeat(65)}…`);
  });

  it('puts a note about what comes after the last operation at the end', () => {
    const text = lines(
      [flush],
      [[1, note({ beside: ['expected 0 blocks'], below: ['below'], isMarked: true })]],
    );
    expect(text).toBe('  1 flush\n    end  expected 0 blocks\n          below');
  });

  it('leaves out the middle of a long trace, but nothing marked', () => {
    const ops = Array<Op>(200).fill(flush);
    const text = lines(ops, [[100, note({ beside: ['here'], isMarked: true })]]).split('\n');
    expect(text).toHaveLength(8 + 1 + 17 + 1);
    expect(text).toContain('  101 flush  here');
    expect(text[8]).toBe('      … 84 operations');
    expect(text.at(-1)).toBe('      … 91 operations');
  });

  it('ends a long trace without marks with its last operations', () => {
    expect(lines(Array<Op>(200).fill(flush)).split('\n').at(-1)).toBe('  200 flush');
  });

  it('styles marked operations only', () => {
    const ops = [flush, flush];
    const notes = new Map([[1, note({ isMarked: true })]]);
    const styled = transcript(unalignedWrite({ ops }), notes, { ...options, mark: (text) => `<${text}>` });
    expect(styled).toEqual(['  1 flush', '  2 <flush>']);
  });

  it('shows a trace without operations', () => {
    expect(lines([])).toBe('');
    expect(lines([], [[0, note({ beside: ['x'], isMarked: true })]])).toBe('    end  x');
  });
});
