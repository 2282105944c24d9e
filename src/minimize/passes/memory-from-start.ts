import { type During, isFault } from '../../trace/during.ts';
import type { BufferMemory } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

/** What a buffer is that has been changed so from the start. */
function changedMemory(during: During): BufferMemory {
  return during.some((entry) => entry.do === 'unmap') ? 'no-access' : 'read-only';
}

/**
 * Has memory be from the start what the caller makes it while the driver has the request. Neither can change alone where
 * the finding needs an access that fails.
 */
export function* memoryFromStart(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    if ((op.op !== 'read' && op.op !== 'write') || op.during.every(isFault)) continue;
    const buffer = { ...op.buffer, memory: changedMemory(op.during) };
    yield* search.attemptOps(search.ops.with(index, { ...op, buffer, during: op.during.filter(isFault) }));
  }
}
