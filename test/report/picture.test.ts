import { expect, it } from 'vitest';
import { pictureLines } from '../../src/report/picture.ts';
import type { BufferEvidence } from '../../src/trace/finding/evidence.ts';
import { buffer } from './html/fixtures.ts';

const of = (parts: Partial<BufferEvidence>) => pictureLines({ buffer: buffer(parts) });

it('the picture has the length in the IRP, and all frames behind the pages', () => {
  const irp = { lengthBytes: 7, delivery: 'mdl' } as const;
  expect(
    of({ pageOffset: 0xabc, lengthBytes: 9, frames: [4, 2], memory: 'last-page-no-access', irp }),
  ).toEqual(['page 0 +0xabc, 7 bytes ─ MDL ByteOffset 2748, ByteCount 7 ─ frames 4 2']);
});

it('there is none without a buffer or a request', () => {
  expect(pictureLines({ buffer: null })).toEqual([]);
  expect(of({ irp: null })).toEqual([]);
});
