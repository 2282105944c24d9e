import { describe, expect, it } from 'vitest';
import { callersBuffer } from '../../../src/report/html/callers-buffer.ts';
import type { BufferEvidence } from '../../../src/trace/finding/evidence.ts';
import { buffer } from './fixtures.ts';

describe('callersBuffer', () => {
  it.each<[BufferEvidence['memory'], number[], (number | null)[]]>([
    ['read-write', [1, 2, 3], [1, 2, 3]],
    ['read-only', [1, 2, 3], [1, 2, 3]],
    ['no-access', [1, 2, 3], [null, null, null]],
    ['last-page-no-access', [1, 2, 3], [1, 2, null]],
    ['null', [], [null, null]],
    ['kernel', [], [null, null, null]],
    ['kernel-page', [], [null, null, null]],
    ['first-page', [4], [4, null]],
  ])('has the frames that the caller can reach: %s', (memory, frames, reached) => {
    const drawn = callersBuffer(buffer({ pageOffset: 2748, lengthBytes: 8000, memory, frames }));
    expect(drawn.frames).toEqual(reached);
    expect(drawn.pageOffset).toBe(memory === 'null' ? 0 : 2748);
  });

  it('is drawn with two of a million pages where a page is there, and with none of one', () => {
    const drawn = (lengthBytes: number, frames: number[]) =>
      callersBuffer(buffer({ pageOffset: 0, lengthBytes, memory: 'first-page', frames })).frames;
    expect(drawn(2 ** 32 - 1, [4])).toEqual([4, null]);
    expect(drawn(4096, [])).toEqual([null]);
  });

  it('has nothing delivered where no IRP was sent', () => {
    expect(callersBuffer(buffer()).delivery).toBe('mdl');
    expect(callersBuffer(buffer({ irp: null })).delivery).toBe('none');
  });
});
