import { poolTag } from '../../nt/pool.ts';
import type { IoManager } from '../io/io-manager.ts';
import { allocateObject } from '../io/object-header.ts';
import { EVENT_BYTES } from '../kernel/event.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** An event object of a process, with its handle. */
export interface ProcessEvent {
  readonly object: Va;
  readonly handle: number;
}

/** NtCreateEvent, not signaled; null when pool is exhausted. */
export function createEvent(io: IoManager): ProcessEvent | null {
  const object = allocateObject(io.kernel.pool, EVENT_BYTES, poolTag('Even'));
  if (object === NULL_VA) return null;
  return { object, handle: io.handles.insert('event', object, 0) };
}
