import { UNICODE_STRING as LAYOUT, SIZE_OF } from '../../nt/layout.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../nt/pool.ts';
import { type Ddi, NULL_VA, type Va, vaAdd } from '../ddi/index.ts';

const TAG = poolTag('Name');

/**
 * Allocates a UNICODE_STRING and, behind it, its characters.
 * NULL when pool is exhausted. To be released with `freeUnicodeString`.
 */
export function allocateUnicodeString(ddi: Ddi, text: string): Va {
  const { memory } = ddi;
  const lengthBytes = 2 * text.length;
  const string = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, SIZE_OF.UNICODE_STRING + lengthBytes, TAG);
  if (string === NULL_VA) return NULL_VA;
  const characters = vaAdd(string, SIZE_OF.UNICODE_STRING);
  memory.writeU16(vaAdd(string, LAYOUT.Length), lengthBytes);
  memory.writeU16(vaAdd(string, LAYOUT.MaximumLength), lengthBytes);
  memory.writePointer(vaAdd(string, LAYOUT.Buffer), characters);
  for (let index = 0; index < text.length; index += 1) {
    memory.writeU16(vaAdd(characters, 2 * index), text.charCodeAt(index));
  }
  return string;
}

/** Frees what `allocateUnicodeString` returned; NULL is let be. */
export function freeUnicodeString(ddi: Ddi, string: Va): void {
  if (string !== NULL_VA) ddi.ExFreePoolWithTag(string, TAG);
}
