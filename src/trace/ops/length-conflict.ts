import type { BufferMemory } from './fields/buffer.ts';
import { type LengthSpec, MAX_LENGTH } from './fields/length.ts';
import type { FieldConflict } from './kind.ts';

/**
 * What keeps a length from standing with what is behind the buffer: more than MAX_LENGTH bytes are never all there. Null
 * for nothing: of memory of which there is a page whatever the length.
 *
 * @param path of the length, within the operation's JSON
 */
export function lengthConflict(
  length: LengthSpec,
  memory: BufferMemory,
  path: readonly string[],
): FieldConflict | null {
  if (typeof length !== 'number' || length <= MAX_LENGTH) return null;
  if (memory === 'first-page' || memory === 'kernel-page') return null;
  const message = `expected a whole number from 0 to ${MAX_LENGTH}, or memory "first-page"`;
  return { path, message };
}
