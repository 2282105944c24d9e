import type { DriverImage } from '../image/driver-image.ts';
import type { UnwindInfo } from '../image/unwind.ts';

/** A guarded part of a function, of the table that `__C_specific_handler` is given. */
export interface ScopeEntry {
  readonly beginRva: number;
  /** The first byte behind it. */
  readonly endRva: number;
  /** The filter, or `EXECUTE_HANDLER`; of a `__finally` its code. */
  readonly filterRva: number;
  /** Where code goes on after the exception; null for a `__finally`. */
  readonly targetRva: number | null;
}

/** EXCEPTION_EXECUTE_HANDLER, in the place of a filter. */
export const EXECUTE_HANDLER = 1;

const WHAT = 'a scope table';
const ENTRY_BYTES = 16;

/** The scope table behind the unwind information of a function, inner scopes first ("x64 exception handling"). */
export function scopeEntries({ reader }: DriverImage, { handlerDataRva }: UnwindInfo): readonly ScopeEntry[] {
  if (handlerDataRva === null) return [];
  return Array.from({ length: reader.u32(handlerDataRva, WHAT) }, (_, index) => {
    const at = handlerDataRva + 4 + index * ENTRY_BYTES;
    const targetRva = reader.u32(at + 12, WHAT);
    return {
      beginRva: reader.u32(at, WHAT),
      endRva: reader.u32(at + 4, WHAT),
      filterRva: reader.u32(at + 8, WHAT),
      targetRva: targetRva === 0 ? null : targetRva,
    };
  });
}
