import type { HandleRef } from '../../trace/ops/index.ts';

const HANDLES: readonly HandleRef[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 'closed', 'none', 'event'];

/**
 * The handle an operation uses; `slot` is 0 to 15. Without `wrong` it is always a file's. `event` only where
 * the operation is defined for one: a close or a duplicate of it would touch the event itself.
 */
export function handleOf(slot: number, wrong: boolean, event: boolean): HandleRef {
  const ref = HANDLES[slot] ?? 0;
  if (typeof ref === 'number') return ref;
  if (!wrong) return 0;
  return ref === 'event' && !event ? 'none' : ref;
}
