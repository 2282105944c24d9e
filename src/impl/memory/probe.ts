import { STATUS_DATATYPE_MISALIGNMENT } from '../../nt/ntstatus.ts';
import { PAGE_MASK, PAGE_SIZE } from '../../nt/page.ts';
import { AccessViolation, RaisedException } from './exceptions.ts';
import type { Memory } from './memory.ts';
import { BEYOND_MEMORY_BASE, BEYOND_MEMORY_END, HIGHEST_USER_ADDRESS, type Va, vaAdd } from './va.ts';

/**
 * ProbeForRead: range, wrap and alignment alone; no page is touched (R22).
 *
 * @param lengthBytes zero skips every check
 * @throws AccessViolation for a range that leaves user space; RaisedException with
 *   STATUS_DATATYPE_MISALIGNMENT
 */
export function probeForRead(address: Va, lengthBytes: number, alignment: number): void {
  if (lengthBytes === 0) return;
  checkRange(address, lengthBytes, alignment, false);
}

/**
 * ProbeForWrite: as ProbeForRead, and every page is read and rewritten (R22).
 *
 * @throws AccessViolation also for a page that is unmapped or read-only
 */
export function probeForWrite(memory: Memory, address: Va, lengthBytes: number, alignment: number): void {
  if (lengthBytes === 0) return;
  checkRange(address, lengthBytes, alignment, true);
  touchPages(memory, address, lengthBytes, true);
}

/** Reads (and, if `write`, rewrites) a byte of every page of a range, faulting as the processor would. */
export function touchPages(memory: Memory, address: Va, lengthBytes: number, write: boolean): void {
  let at = address;
  for (let left = lengthBytes + (address & PAGE_MASK); left > 0; left -= PAGE_SIZE) {
    if (write) memory.writePosition(at);
    else memory.position(at);
    at = vaAdd((at & ~PAGE_MASK) as Va, PAGE_SIZE);
  }
}

/**
 * Whether a range of at least one byte lies in user space without wrapping. Behind buffers that no memory has there is room
 * for any length of 32 bits: user space has 2^47 bytes in Windows, where the simulation has windows of the system's.
 */
export function isUserRange(address: Va, lengthBytes: number): boolean {
  if (address >= BEYOND_MEMORY_BASE && address < BEYOND_MEMORY_END) return true;
  return address >= 0 && address + lengthBytes - 1 <= HIGHEST_USER_ADDRESS;
}

function checkRange(address: Va, lengthBytes: number, alignment: number, write: boolean): void {
  if ((address & (alignment - 1)) !== 0) throw new RaisedException(STATUS_DATATYPE_MISALIGNMENT);
  if (!isUserRange(address, lengthBytes)) throw new AccessViolation(address, write);
}
