import { spanPages } from '../../nt/page.ts';
import type { BufferEvidence, Delivery } from '../../trace/finding/evidence.ts';

/** The caller's buffer as it is drawn: what the caller itself can reach of it. */
export interface CallersBuffer extends Omit<BufferEvidence, 'frames' | 'irp'> {
  /** Behind each page, null where the caller can reach none. */
  readonly frames: readonly (number | null)[];
  readonly delivery: Delivery;
  /** Bytes of what the driver was given: of a SystemBuffer that both buffers of a control request share, the more. */
  readonly givenBytes: number;
  /** What it is to its caller. */
  readonly noun: Noun;
}

/** Control requests have two, which may be one (R43d). */
export type Noun = 'buffer' | 'output buffer' | 'input buffer' | 'input and output buffer';

/** Whether the output of a control request is its input: the same bytes, given twice. */
export function areOne(input: BufferEvidence, output: BufferEvidence | null): boolean {
  return output !== null && output.at === 0 && output.lengthBytes === input.lengthBytes;
}

export function isBoth(noun: Noun): boolean {
  return noun === 'input and output buffer';
}

/** What a driver has the caller's own address as (R41, R43). */
export function pointerName(noun: Noun): string {
  if (isBoth(noun)) return 'Type3InputBuffer and UserBuffer';
  return noun === 'input buffer' ? 'Type3InputBuffer' : 'UserBuffer';
}

/** A buffer as its caller sees it. */
export function callersBuffer({ irp, ...buffer }: BufferEvidence, noun: Noun = 'buffer'): CallersBuffer {
  const pageOffset = buffer.memory === 'null' ? 0 : buffer.pageOffset;
  const givenBytes = irp?.lengthBytes ?? buffer.lengthBytes;
  const frames = framesOf(buffer, spanPages(pageOffset, buffer.lengthBytes));
  return { ...buffer, pageOffset, frames, delivery: irp?.delivery ?? 'none', givenBytes, noun };
}

/** @param pages how many the buffer spans */
function framesOf(
  { memory, frames }: Pick<BufferEvidence, 'memory' | 'frames'>,
  pages: number,
): readonly (number | null)[] {
  switch (memory) {
    case 'null':
    case 'kernel':
    case 'kernel-page':
      return new Array<null>(pages).fill(null);
    case 'first-page':
      return pages > 1 ? [...frames.slice(0, 1), null] : [null];
    case 'no-access':
      return frames.map(() => null);
    case 'last-page-no-access':
      return [...frames.slice(0, -1), null];
    default:
      return frames;
  }
}
