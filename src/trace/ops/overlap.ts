import { PAGE_MASK } from '../../nt/page.ts';
import { alternatives } from '../schema-parts.ts';
import { type BufferMemory, type BufferSpec, PLAIN_BUFFER } from './fields/buffer.ts';
import type { OutputAt } from './fields/output-at.ts';
import type { FieldConflict } from './kind.ts';
import { lengthConflict } from './length-conflict.ts';

/** One of the two buffers of a control request, as it was asked for. */
export interface ControlBuffer extends BufferSpec {
  /** Bytes. */
  readonly length: number;
}

/** The output buffer of a control request. */
export interface ControlOutput extends ControlBuffer {
  /**
   * Where it begins, bytes from the input's first, when both are in one piece of memory (R43d); null for memory of its
   * own. In a call, the rest of the buffer is as it then follows from the input's.
   */
  readonly at: OutputAt;
}

/** Both buffers of a control request. */
export interface ControlBuffers {
  readonly input: ControlBuffer;
  readonly output: ControlOutput;
}

/** What may be behind buffers that overlap: memory that is there, all of its pages alike. */
const UNDER_BOTH = ['read-write', 'read-only', 'no-access'] as const satisfies readonly BufferMemory[];

const isUnderBoth = (memory: BufferMemory): boolean => UNDER_BOTH.some((each) => each === memory);

/**
 * What keeps buffers from overlapping as they are asked to: the output begins where the input does, inside it or at its
 * end, or so far before it that it reaches it; it has no memory, in-page offset or second mapping of its own; and behind
 * the input there is memory whose pages are all alike. Null for nothing, as for buffers apart.
 */
function overlapConflict({ input, output }: ControlBuffers): FieldConflict | null {
  const { at } = output;
  if (at === null) return null;
  if (at > input.length || at < -output.length) {
    const range = `from ${-output.length} to ${input.length}`;
    return {
      path: ['output', 'at'],
      message: `expected a whole number ${range}, as long as the buffers are`,
    };
  }
  for (const field of ['pageOffset', 'memory', 'shared'] as const) {
    if (output[field] === PLAIN_BUFFER[field]) continue;
    const message = `expected ${JSON.stringify(PLAIN_BUFFER[field])}, as the output is in the memory of the input`;
    return { path: ['output', field], message };
  }
  if (isUnderBoth(input.memory)) return null;
  const message = `expected ${alternatives(UNDER_BOTH)}, as the output is in the memory of the input`;
  return { path: ['input', 'memory'], message };
}

/** What is wrong with the buffers of a control request together; null for nothing. */
export function controlConflict(buffers: ControlBuffers): FieldConflict | null {
  const { input, output } = buffers;
  return (
    overlapConflict(buffers) ??
    lengthConflict(input.length, input.memory, ['input', 'length']) ??
    lengthConflict(output.length, output.memory, ['output', 'length'])
  );
}

/** An output with what is behind it: in the memory of the input, that of the latter. */
export function placedOutput({ input, output }: ControlBuffers): ControlOutput {
  const { at, length } = output;
  if (at === null) return output;
  const { memory, shared } = input;
  return { length, at, pageOffset: (input.pageOffset + at) & PAGE_MASK, memory, shared };
}

/**
 * Writes into one of two buffers that overlap what the other holds of it.
 *
 * @param at where the other begins, bytes from the first of `bytes`
 */
export function overlay(bytes: Uint8Array, other: Uint8Array, at: number): void {
  const from = Math.max(0, at);
  const to = Math.min(bytes.length, at + other.length);
  if (from < to) bytes.set(other.subarray(from - at, to - at), from);
}
