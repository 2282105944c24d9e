import type { AnyRow } from '../impl/ddi/row.ts';
import { DDI_TABLE } from '../impl/ddi/table.ts';
import type { Import } from '../impl/native/image/import-thunks.ts';

/** Modules whose exports are the kernel's: older kits have some of them in the HAL. */
const KERNEL_MODULES: ReadonlySet<string> = new Set(['ntoskrnl.exe', 'hal.dll']);

const SUPPORTED: ReadonlySet<string> = new Set(
  Object.values<AnyRow>(DDI_TABLE).flatMap(({ reach }) => ('exports' in reach ? reach.exports : [])),
);

/** Whether what an image imports is a routine that the simulated kernel has. */
export function isSupportedImport({ module, by }: Import): boolean {
  return KERNEL_MODULES.has(module.toLowerCase()) && 'name' in by && SUPPORTED.has(by.name);
}
