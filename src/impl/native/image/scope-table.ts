import type { RvaReader } from './rva-reader.ts';
import type { UnwindInfo } from './unwind.ts';

const WHAT = 'a scope table';
const ENTRY_BYTES = 16;
const MAX_ENTRIES = 1_024;
/** EXCEPTION_EXECUTE_HANDLER, in the place of a filter. */
const MAX_CONSTANT = 1;

/**
 * Code that the scope table of `__C_specific_handler` names: filters, termination handlers, and what goes on after an
 * exception ("x64 exception handling", Microsoft Learn). Other handlers have other data: what can't be such a table names
 * nothing.
 */
export function scopeTargets(image: RvaReader, { handlerDataRva: table }: UnwindInfo): number[] {
  if (table === null || image.sectionAt(table, 4) === null) return [];
  const count = image.u32(table, WHAT);
  if (count === 0 || count > MAX_ENTRIES || image.sectionAt(table, 4 + count * ENTRY_BYTES) === null)
    return [];
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = table + 4 + index * ENTRY_BYTES;
    const begin = image.u32(at, WHAT);
    const end = image.u32(at + 4, WHAT);
    if (begin >= end || !image.isExecutable(begin)) return [];
    const targets = [image.u32(at + 8, WHAT), image.u32(at + 12, WHAT)].filter((rva) => rva > MAX_CONSTANT);
    if (!targets.every((rva) => image.isExecutable(rva))) return [];
    found.push(...targets);
  }
  return found;
}
