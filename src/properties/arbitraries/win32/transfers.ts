import { PAGE_SIZE } from '../../../nt/page.ts';
import { pick } from '../../../trace/ops/draw/table.ts';
import { DRAWN_MEMORIES } from '../../../trace/ops/fields/buffer.ts';
import { dataOf } from '../../../trace/ops/fields/data.ts';
import { handleOf } from '../../../trace/ops/fields/handle.ts';
import type { OverlappedSpec, Win32Op } from '../../../trace/win32/op.ts';
import { field } from '../word.ts';
import { win32LengthOf } from './lengths.ts';
import { overlappedOffsetOf } from './offsets.ts';
import { isOverlapped, type Win32Progress } from './progress.ts';
import type { Win32Swarm } from './swarm.ts';

/** Of eight values those from here on pass an OVERLAPPED on a handle that is not overlapped. */
const OVERLAPPED_FROM = 4;
/** Of eight values the one that passes none on a handle that is. */
const WITHOUT_OVERLAPPED = 7;
/** Of four values the one that passes an event. */
const WITH_EVENT = 3;

type Kind = 'ReadFile' | 'WriteFile' | 'File::read' | 'File::write' | 'File::write_all';

/** Whether the article's device, and others that store at the start, probably keep such a write. */
function probablyStored(overlapped: OverlappedSpec | null, moved: boolean): boolean {
  if (overlapped === null) return !moved;
  return overlapped.offset === '0' || overlapped.offset === '18446744073709551615';
}

/** The read or the write that two words stand for (fields below the kind, see {@link decodeWin32Op}). */
export function decodeWin32Transfer(
  kind: Kind,
  first: number,
  second: number,
  progress: Win32Progress,
  swarm: Win32Swarm,
): Win32Op {
  const handle = handleOf(field(first, 20, 4), swarm.wrongHandles, true);
  const { storedBytes, moved } = progress;
  const length = win32LengthOf(field(second, 25, 5), field(second, 19, 6), storedBytes, swarm.longLengths);
  const data = dataOf(field(second, 3, 8), true);
  const isRead = kind === 'ReadFile' || kind === 'File::read';
  if (kind === 'File::read') return { op: kind, handle, length };
  if (kind === 'File::write' || kind === 'File::write_all') {
    const isKept = kind === 'File::write' || length === 0;
    // write_all leaves what its last write stored (W3).
    if (!moved) {
      progress.storedBytes = isKept ? Math.min(length, PAGE_SIZE) : ((length - 1) % PAGE_SIZE) + 1;
    }
    return { op: kind, handle, length, data };
  }
  const slot = field(first, 7, 3);
  const passes = isOverlapped(progress, handle)
    ? slot !== WITHOUT_OVERLAPPED
    : swarm.overlapped && slot >= OVERLAPPED_FROM;
  const offset = overlappedOffsetOf(isRead, field(first, 16, 4), field(first, 10, 5), storedBytes, swarm);
  const event = swarm.events && field(first, 5, 2) === WITH_EVENT;
  const overlapped = passes ? { offset, event } : null;
  const memory = swarm.memoryKinds ? pick(DRAWN_MEMORIES, field(second, 15, 4)) : 'read-write';
  if (kind === 'ReadFile') return { op: kind, handle, length, memory, overlapped };
  if (memory === 'read-write' && probablyStored(overlapped, moved)) {
    progress.storedBytes = Math.min(length, PAGE_SIZE);
  }
  return { op: kind, handle, length, memory, overlapped, data };
}
