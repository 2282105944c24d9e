import { type NTSTATUS, STATUS_ACCESS_VIOLATION, STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import type { ArmReaches } from '../../trace/arm-reach.ts';
import type { DeviceRequest } from '../device.ts';

/** Arms of a device that locks the caller's pages itself in neither mode. */
export const LOCKED_BUFFER_ARMS = ['R70 no MDL', 'R71 not locked', 'R75 not mapped'] as const;

/** What it takes to reach them. */
export const LOCKED_BUFFER_REACH: ArmReaches = {
  'R70 no MDL': { modes: ['neither'], needs: 'fault' },
  'R71 not locked': { modes: ['neither'] },
  'R75 not mapped': { modes: ['direct', 'neither'], needs: 'fault' },
};

/** Why such a device gets no buffer to use. */
export interface UnusableBuffer {
  readonly arm: (typeof LOCKED_BUFFER_ARMS)[number];
  readonly status: NTSTATUS;
}

const NO_MDL: UnusableBuffer = { arm: 'R70 no MDL', status: STATUS_INSUFFICIENT_RESOURCES };
const NOT_LOCKED: UnusableBuffer = { arm: 'R71 not locked', status: STATUS_ACCESS_VIOLATION };
const NOT_MAPPED: UnusableBuffer = { arm: 'R75 not mapped', status: STATUS_INSUFFICIENT_RESOURCES };

/**
 * What keeps a device from the buffer of a request: in direct mode a mapping that fails, in neither mode an MDL that
 * can't be allocated, pages that can't be locked or a mapping that fails. Null when nothing does.
 */
export function unusableBuffer(request: DeviceRequest): UnusableBuffer | null {
  const { mode, length, mappable, ownMappable, allocatable, accessible, lockRaises } = request;
  if (length === 0) return null;
  if (mode !== 'neither') return mappable ? null : NOT_MAPPED;
  if (!allocatable) return NO_MDL;
  if (lockRaises !== null) return { ...NOT_LOCKED, status: lockRaises };
  if (!accessible) return NOT_LOCKED;
  return ownMappable ? null : NOT_MAPPED;
}
