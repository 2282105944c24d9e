import type { Memory } from './memory.ts';
import { type Va, vaAdd } from './va.ts';

/** Offset of Blink in a LIST_ENTRY; Flink is at 0. */
export const BLINK = 8;

/** Flink, the entry after this one. */
export function flinkOf(memory: Memory, entry: Va): Va {
  return memory.readPointer(entry);
}

/** Blink, the entry before this one. */
export function blinkOf(memory: Memory, entry: Va): Va {
  return memory.readPointer(vaAdd(entry, BLINK));
}

export function setFlink(memory: Memory, entry: Va, value: Va): void {
  memory.writePointer(entry, value);
}

export function setBlink(memory: Memory, entry: Va, value: Va): void {
  memory.writePointer(vaAdd(entry, BLINK), value);
}
