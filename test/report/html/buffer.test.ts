import { describe, expect, it } from 'vitest';
import { bufferFigure, bufferText } from '../../../src/report/html/buffer.ts';
import { areOne, callersBuffer, type Noun } from '../../../src/report/html/callers-buffer.ts';
import { type BufferEvidence, type Delivery, NO_EVIDENCE } from '../../../src/trace/finding/evidence.ts';
import { EVIDENCE } from '../results.ts';
import { parsed, textOf } from './dom.ts';
import { buffer } from './fixtures.ts';

const textFor = (parts: Partial<BufferEvidence>) => bufferText(callersBuffer(buffer(parts)));

describe('bufferText', () => {
  it('says where the buffer is and what the driver was given', () => {
    expect(textFor({ pageOffset: 1, mapped: false })).toBe(
      '1 byte at +0x001 in 1 page, on frame 7. ' +
        'The driver was given an MDL with ByteOffset 1 and ByteCount 1, which was not mapped into system space.',
    );
    const irp = { lengthBytes: 1, delivery: 'user-buffer' } as const;
    expect(textFor({ pageOffset: 9, memory: 'null', frames: [], irp })).toBe(
      '1 byte at +0x000 in 1 page, null, without frames. The driver was given the address itself, as UserBuffer.',
    );
    expect(textFor({ pageOffset: 0, lengthBytes: 2 ** 31, memory: 'first-page', frames: [4] })).toMatch(
      /^2,147,483,648 bytes at \+0x000 in 524,288 pages, first-page, on frame 4 and none behind it\./,
    );
    expect(textFor({ lengthBytes: 0, frames: [], irp: { lengthBytes: 0, delivery: 'none' } })).toBe(
      '0 bytes at +0x000 in no page. The IRP held neither SystemBuffer nor MDL nor UserBuffer.',
    );
  });

  it('says which bytes are marked, and how many ranges more there are', () => {
    const offending = Array.from({ length: 14 }, (_, index) => ({ from: 10 * index, to: 10 * index + 1 }));
    const irp = { lengthBytes: 200, delivery: 'system-buffer' } as const;
    const text = textFor({ lengthBytes: 200, offending, irp });
    expect(text).toContain("Marked, counted from the buffer's first: 0; 10; 20; 30;");
    expect(text).toContain('110, and 2 more ranges.');
  });
});

describe('the buffers of a control request', () => {
  const irp = { lengthBytes: 9, delivery: 'system-buffer' } as const;

  it('share a SystemBuffer, whose size is its own', () => {
    const input = bufferText(callersBuffer(buffer({ lengthBytes: 3, irp }), 'input buffer'));
    expect(input).toContain('3 bytes at ');
    expect(input).toContain('The driver was given a SystemBuffer of 9 bytes.');
  });

  it('are given as they are under the names that the driver has them by', () => {
    const given = (noun: 'input buffer' | 'output buffer'): string =>
      bufferText(callersBuffer(buffer({ irp: { ...irp, delivery: 'user-buffer' } }), noun));
    expect(given('input buffer')).toContain('as Type3InputBuffer.');
    expect(given('output buffer')).toContain('as UserBuffer.');
  });

  it('are in one piece of memory where the output begins in the input', () => {
    const placed = (at: number): string => bufferText(callersBuffer(buffer({ irp, at }), 'output buffer'));
    expect(placed(0)).toContain(' It begins where the input buffer does, in the same memory. ');
    expect(placed(1)).toContain(' It begins 1 byte into the input buffer, in the same memory. ');
    expect(placed(-2)).toContain(' It begins 2 bytes before the input buffer, in the same memory. ');
    expect(bufferText(callersBuffer(buffer({ irp }), 'output buffer'))).not.toContain('same memory');
  });

  it('are told of once where they are one', () => {
    const both = (delivery: Delivery): string =>
      bufferText(callersBuffer(buffer({ irp: { ...irp, delivery }, at: 0 }), 'input and output buffer'));
    expect(both('system-buffer')).toContain(
      ' It is given as input and as output. The driver was given a SystemBuffer of 9',
    );
    expect(both('mdl')).toContain(
      ' It is given as input and as output. The driver was given a copy of the input, made before. ',
    );
    expect(both('user-buffer')).toContain('the address itself, as Type3InputBuffer and UserBuffer.');
  });

  it('are one where the same bytes are given twice', () => {
    const input = buffer({ irp });
    expect(areOne(input, buffer({ irp, at: 0 }))).toBe(true);
    expect(areOne(input, buffer({ irp, at: 0, lengthBytes: 2 }))).toBe(false);
    expect(areOne(input, buffer({ irp, at: 1 }))).toBe(false);
    expect(areOne(input, buffer({ irp }))).toBe(false);
    expect(areOne(input, null)).toBe(false);
  });

  it('are drawn under the names that the driver has their addresses by', () => {
    const drawn = (noun: Noun): string => {
      const given = buffer({ irp: { ...irp, delivery: 'user-buffer' } });
      return textOf(parsed(bufferFigure(given, 'x', noun)?.markup ?? ''));
    };
    expect(drawn('input buffer')).toContain('Type3InputBuffer');
    expect(drawn('output buffer')).not.toContain('Type3InputBuffer');
    expect(drawn('input and output buffer')).toContain('both pointers');
    expect(drawn('input and output buffer')).toContain('input and output');
  });

  it('are drawn with what each is', () => {
    const { markup = '' } = bufferFigure(buffer({ irp }), 'x', 'input buffer') ?? {};
    expect(markup).toContain("The caller's input buffer</title>");
    expect(markup).toContain('9 bytes of pool');
  });
});

describe('bufferFigure', () => {
  it('is drawn and in words, and nothing where there is no buffer', () => {
    const figure = bufferFigure(EVIDENCE.buffer, 'x');
    expect(textOf(parsed(figure?.markup ?? ''))).toContain('1 byte at +0x001 in 1 page, on frame 7.');
    expect(bufferFigure(NO_EVIDENCE.buffer, 'x')).toBeNull();
  });
});
