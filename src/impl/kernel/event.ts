import { SIZE_OF } from '../../nt/layout.ts';
import type { Memory } from '../memory/memory.ts';
import { type Va, vaAdd } from '../memory/va.ts';

/** Bytes of a KEVENT. */
export const EVENT_BYTES = SIZE_OF.KEVENT;

/** Offset of DISPATCHER_HEADER.SignalState. */
const SIGNAL_STATE = 4;

/** KeSetEvent. */
export function keSetEvent(memory: Memory, event: Va): void {
  memory.writeI32(vaAdd(event, SIGNAL_STATE), 1);
}

/** KeClearEvent. */
export function keClearEvent(memory: Memory, event: Va): void {
  memory.writeI32(vaAdd(event, SIGNAL_STATE), 0);
}

/** KeReadStateEvent. */
export function keReadStateEvent(memory: Memory, event: Va): boolean {
  return memory.readI32(vaAdd(event, SIGNAL_STATE)) !== 0;
}
