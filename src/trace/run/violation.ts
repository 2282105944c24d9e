import type { Where } from './where.ts';

/** A breach of the memory or I/O contract that the simulated kernel noticed; the run went on unless it is a corruption. */
export interface Violation extends Where {
  readonly kind: ViolationKind;
  /** For people: what was touched, with sizes in bytes. Deterministic. */
  readonly detail: string;
}

/** Every kind of breach. */
export const VIOLATION_KINDS = [
  // Corruption: memory written that is nobody's, or another's.
  'pool-overrun',
  'pool-underrun',
  'use-after-free-write',
  // A driver's access to what belongs to the I/O manager again (R57).
  'irp-touched-after-complete',
  'buffer-touched-after-complete',
  'read-locked-written',
  // An access to kernel memory at an address that a caller chose.
  'caller-address-read',
  'caller-address-written',
] as const;
/** What kind of breach it was. */
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

const CORRUPTIONS: ReadonlySet<ViolationKind> = new Set<ViolationKind>([
  'pool-overrun',
  'pool-underrun',
  'use-after-free-write',
]);

/** Whether a violation is a corruption of memory, after which nothing that happens would mean anything. */
export function isCorruption({ kind }: Pick<Violation, 'kind'>): boolean {
  return CORRUPTIONS.has(kind);
}
