import type { Where } from './where.ts';

/** A breach of the memory or I/O contract that the simulated kernel noticed; the run went on unless it is a corruption. */
export interface Violation extends Where {
  readonly kind: ViolationKind;
  /** For people: what was touched, with sizes in bytes. Deterministic. */
  readonly detail: string;
}

/** Memory written that is nobody's, or another's. */
type CorruptionKind = 'pool-overrun' | 'pool-underrun' | 'use-after-free-write';
/** A driver's access to what belongs to the I/O manager again (R57). */
type TouchKind = 'irp-touched-after-complete' | 'buffer-touched-after-complete';
/** What kind of breach it was. */
export type ViolationKind = CorruptionKind | TouchKind | 'read-locked-written';

const CORRUPTIONS: ReadonlySet<ViolationKind> = new Set<CorruptionKind>([
  'pool-overrun',
  'pool-underrun',
  'use-after-free-write',
]);

/** Whether a violation is a corruption of memory, after which nothing that happens would mean anything. */
export function isCorruption({ kind }: Pick<Violation, 'kind'>): boolean {
  return CORRUPTIONS.has(kind);
}
