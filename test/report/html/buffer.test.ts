import { describe, expect, it } from 'vitest';
import { bufferFigure, bufferText } from '../../../src/report/html/buffer.ts';
import { NO_EVIDENCE } from '../../../src/trace/finding/evidence.ts';
import { finding } from '../results.ts';
import { parsed, textOf } from './dom.ts';
import { buffer } from './fixtures.ts';

describe('bufferText', () => {
  it('says where the buffer is and what the driver was given', () => {
    expect(bufferText(buffer({ pageOffset: 1, mapped: false }))).toBe(
      '1 byte at +0x001 in 1 page, on frame 7. ' +
        'The driver was given an MDL with ByteOffset 1 and ByteCount 1, which was not mapped into system space.',
    );
    expect(bufferText(buffer({ memory: 'null', frames: [null], delivery: 'user-buffer' }))).toBe(
      '1 byte at +0x000 in 1 page, null, on frame none. The driver was given the address itself, as UserBuffer.',
    );
    expect(bufferText(buffer({ lengthBytes: 0, frames: [], delivery: 'none' }))).toBe(
      '0 bytes at +0x000 in no page. The IRP held neither SystemBuffer nor MDL nor UserBuffer.',
    );
  });

  it('says which bytes are marked, and how many ranges more there are', () => {
    const offending = Array.from({ length: 14 }, (_, index) => ({ from: 10 * index, to: 10 * index + 1 }));
    const text = bufferText(buffer({ lengthBytes: 200, offending, delivery: 'system-buffer' }));
    expect(text).toContain("Marked, counted from the buffer's first: 0; 10; 20; 30;");
    expect(text).toContain('110, and 2 more ranges.');
  });
});

describe('bufferFigure', () => {
  const of = (picture: readonly string[]) => bufferFigure(finding({ evidence: NO_EVIDENCE, picture }), 'x');

  it('is in words where the run was not kept, and nothing where there is no buffer', () => {
    expect(textOf(parsed(of(['page 0 +0x001'])?.markup ?? ''))).toBe('page 0 +0x001');
    expect(of([])).toBeNull();
  });
});
