import type { PropertyDocumentation } from '../../trace/property-documentation.ts';
import { IRP_DOCUMENTATION } from './contract-irp.ts';
import { MACHINE_DOCUMENTATION } from './contract-machine.ts';
import { MEMORY_DOCUMENTATION } from './contract-memory.ts';
import { METAMORPHIC_DOCUMENTATION } from './metamorphic.ts';
import { MODEL_DOCUMENTATION } from './model.ts';
import { WIN32_DOCUMENTATION } from './win32.ts';

/** What every property means, the one place where it is said. */
export const PROPERTY_DOCUMENTATION: readonly PropertyDocumentation[] = [
  ...MODEL_DOCUMENTATION,
  ...WIN32_DOCUMENTATION,
  ...IRP_DOCUMENTATION,
  ...MEMORY_DOCUMENTATION,
  ...MACHINE_DOCUMENTATION,
  ...METAMORPHIC_DOCUMENTATION,
];

const CONSEQUENCES: ReadonlyMap<string, string> = new Map(
  PROPERTY_DOCUMENTATION.map(({ id, consequence }) => [id, consequence]),
);

/** What a breach means on Windows, one line for people. A property that is not documented has none. */
export function consequenceOf(property: string): string {
  return CONSEQUENCES.get(property) ?? '';
}
