import { UNICODE_STRING as LAYOUT } from '../../nt/layout.ts';
import type { Memory } from './memory.ts';
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
