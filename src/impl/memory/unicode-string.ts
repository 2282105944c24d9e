import { UNICODE_STRING as LAYOUT, SIZE_OF } from '../../nt/layout.ts';
import type { Memory } from './memory.ts';
import type { Pool } from './pool.ts';
import { NULL_VA, type Va, vaAdd } from './va.ts';

/** Room for the longest string. Holds nothing between calls. */
const scratch = Buffer.alloc(0x10000);

/** The text of a UNICODE_STRING; empty for NULL. */
export function readUnicodeString(memory: Memory, address: Va): string {
  if (address === NULL_VA) return '';
  const lengthBytes = memory.readU16(vaAdd(address, LAYOUT.Length));
  memory.copyOut(memory.readPointer(vaAdd(address, LAYOUT.Buffer)), scratch, 0, lengthBytes);
  return scratch.toString('utf16le', 0, lengthBytes);
}

/**
 * Allocates one pool block with a UNICODE_STRING and, behind it, its characters.
 * NULL when pool is exhausted. The caller frees the block.
 */
export function allocateUnicodeString(memory: Memory, pool: Pool, text: string, tag: number): Va {
  const bytes = Buffer.from(text, 'utf16le');
  const block = pool.allocate(SIZE_OF.UNICODE_STRING + bytes.length, tag, true);
  if (block === NULL_VA) return NULL_VA;
  const characters = vaAdd(block, SIZE_OF.UNICODE_STRING);
  memory.writeU16(vaAdd(block, LAYOUT.Length), bytes.length);
  memory.writeU16(vaAdd(block, LAYOUT.MaximumLength), bytes.length);
  memory.writePointer(vaAdd(block, LAYOUT.Buffer), characters);
  memory.copyIn(characters, bytes, 0, bytes.length);
  return block;
}
