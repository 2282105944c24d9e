import { HIGHEST_DATA_BYTE } from '../../trace/data.ts';
import type { DataSpec, Fault, OffsetSpec, Op } from '../../trace/ops/index.ts';
import { bufferOf } from './buffers.ts';
import { handleOf } from './handles.ts';
import { plainKeyOf, recordKeyOf } from './keys.ts';
import { lengthBytesOf, lengthOf } from './lengths.ts';
import { offsetOf } from './offsets.ts';
import type { GenerationProfile } from './profile.ts';
import type { Progress } from './progress.ts';
import type { Swarm } from './swarm.ts';
import { field } from './word.ts';

const ZEROS: DataSpec = { pattern: 'zero' };

/** The counter patterns, one for each byte they may start with. */
const COUNTERS: readonly DataSpec[] = Array.from({ length: HIGHEST_DATA_BYTE }, (_, seed) => ({
  pattern: 'counter',
  seed,
}));

/** Of four values the one that passes an event. */
const WITH_EVENT = 3;

/** What is written: `slot` is 0 to 255, mostly the byte that a counter pattern starts with. */
export function dataOf(slot: number, zeros: boolean): DataSpec {
  const counter = COUNTERS[slot];
  if (counter !== undefined) return counter;
  return zeros ? ZEROS : (COUNTERS[slot - HIGHEST_DATA_BYTE] ?? ZEROS);
}

/**
 * What is written where the first byte is a length: in three of four cases one of at most the bytes that follow.
 * `slot` is as for {@link dataOf}.
 */
function prefixedDataOf(slot: number, lengthBytes: number): DataSpec {
  const bytesAfter = lengthBytes - 1;
  if (slot % 4 === 3 || bytesAfter < 1) return dataOf(slot, true);
  // The counter pattern of seed s begins with the byte s + 1.
  const longest = Math.min(bytesAfter, HIGHEST_DATA_BYTE);
  return dataOf((slot >> 2) % longest, false);
}

/** `slot` is 0 to 15. */
function faultOf(slot: number, poolFaults: boolean): Fault | null {
  if (slot === 12 && poolFaults) return 'pool-allocation';
  if (slot === 13) return 'irp-allocation';
  if (slot === 14) return 'buffer-allocation';
  return slot === 15 ? 'system-mapping' : null;
}

/** Whether the article's device, and others that store at the start, probably keep such a write. */
function probablyStored(offset: OffsetSpec): boolean {
  return offset === '0' || offset === null || offset === '-1' || offset === '-2';
}

/** The read or the write that two words stand for (fields below the kind, see {@link decodeOp}). */
export function decodeTransfer(
  isRead: boolean,
  first: number,
  second: number,
  progress: Progress,
  swarm: Swarm,
  profile: GenerationProfile,
): Op {
  const parameter = field(first, 14, 5);
  const offset = offsetOf(isRead, field(first, 19, 5), parameter, progress.lastLength, swarm);
  const handle = handleOf(field(first, 10, 4), swarm.wrongHandles, true);
  const length = lengthOf(field(second, 25, 5), field(second, 19, 6), progress.lastLength, swarm);
  const lengthBytes = lengthBytesOf(length, progress.lastLength);
  const keySlot = field(first, 6, 4);
  const key = profile.recordKeys ? recordKeyOf(keySlot, lengthBytes) : swarm.keys ? plainKeyOf(keySlot) : 0;
  const fault = profile.faults && swarm.faults ? faultOf(field(first, 2, 4), profile.poolFaults) : null;
  const event = swarm.events && field(first, 0, 2) === WITH_EVENT;
  const dataSlot = field(second, 0, 8);
  const anywhere = (dataSlot << 4) ^ parameter;
  const buffer = bufferOf(
    field(second, 15, 4),
    anywhere,
    field(second, 11, 4),
    field(second, 8, 3),
    lengthBytes,
    swarm,
  );
  if (isRead) return { op: 'read', handle, offset, length, buffer, key, event, fault };
  if (fault === null && buffer.memory === 'read-write' && probablyStored(offset)) {
    progress.lastLength = lengthBytes;
  }
  const data = profile.lengthPrefixed
    ? prefixedDataOf(dataSlot, lengthBytes)
    : dataOf(dataSlot, profile.zeroData);
  return { op: 'write', handle, offset, length, buffer, key, event, fault, data };
}
