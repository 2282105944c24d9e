import type { Memory } from '../memory/memory.ts';
import type { Pool } from '../memory/pool.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';

/** Bytes before an object's body. */
const HEADER_BYTES = 0x30;
const POINTER_COUNT = 0;
const HANDLE_COUNT = 8;
const CREATE_INFORMATION = 0x10;

/** Allocates a zeroed object with its header; NULL when pool is exhausted. The counts start at 0. */
export function allocateObject(pool: Pool, bodyBytes: number, tag: number): Va {
  const block = pool.allocate(HEADER_BYTES + bodyBytes, tag, true);
  return block === NULL_VA ? NULL_VA : vaAdd(block, HEADER_BYTES);
}

/** Makes an object a driver's to free. */
export function ownObject(pool: Pool, object: Va): void {
  pool.own(vaAdd(object, -HEADER_BYTES));
}

export function freeObject(pool: Pool, object: Va): void {
  pool.free(vaAdd(object, -HEADER_BYTES));
}

/** Where an object's header keeps what it is created with: 32 bytes, zero at first. */
export function createInformation(object: Va): Va {
  return vaAdd(object, CREATE_INFORMATION - HEADER_BYTES);
}

/** Adds to the reference count and returns the new one. */
export function addReference(memory: Memory, object: Va, change: number): number {
  return add(memory, vaAdd(object, POINTER_COUNT - HEADER_BYTES), change);
}

/** Adds to the handle count and returns the new one. */
export function addHandle(memory: Memory, object: Va, change: number): number {
  return add(memory, vaAdd(object, HANDLE_COUNT - HEADER_BYTES), change);
}

function add(memory: Memory, address: Va, change: number): number {
  const count = memory.readI32(address) + change;
  memory.writeI32(address, count);
  return count;
}
