import { decimal } from '../../../trace/ops/draw/decimal.ts';
import { pick, type Table, times } from '../../../trace/ops/draw/table.ts';
import { handleOf } from '../../../trace/ops/fields/handle.ts';
import type { MoveMethod, Win32Op, Win32OpKind } from '../../../trace/win32/op.ts';
import { field } from '../word.ts';
import { decodeCreateFile, decodeFileOpen } from './opens.ts';
import type { Win32Profile } from './profile.ts';
import type { Win32Progress } from './progress.ts';
import type { Win32Swarm } from './swarm.ts';
import { decodeWin32Transfer } from './transfers.ts';

/** Kinds while a handle is open, by weight, the simplest first: 64 in all. */
const KINDS: Table<Win32OpKind> = [
  ...times(13, 'ReadFile'),
  ...times(10, 'WriteFile'),
  ...times(7, 'File::read'),
  ...times(5, 'File::write'),
  ...times(5, 'File::write_all'),
  ...times(6, 'SetFilePointerEx'),
  ...times(4, 'CreateFile'),
  ...times(4, 'File::open'),
  ...times(4, 'CloseHandle'),
  ...times(3, 'FlushFileBuffers'),
  ...times(3, 'File::read_to_end'),
];

/** Of 64 values those from here on use no handle's value where nothing is open, instead of opening one. */
const NOT_OPEN_FROM = 60;
/** Of those below, the ones from here on open a File. */
const FILE_FROM = 32;

/** Reads from here on become writes while nothing is stored: there is little to read before. */
const WRITE_FIRST_FROM = 6;

/** Less than this, and `read_to_end` would take very many reads to fill a program's memory, bytes. */
const LEAST_TO_END = 256;

const METHODS: Table<MoveMethod> = [...times(4, 'FILE_BEGIN'), ...times(3, 'FILE_CURRENT'), 'FILE_END'];

const DISTANCES: Table<string> = [
  ...times(6, '0'),
  '1',
  '-1',
  '13',
  '4096',
  '4294967296',
  '-4096',
  '9223372036854775807',
  '-9223372036854775808',
];

function isEnabled(kind: Win32OpKind, swarm: Win32Swarm, progress: Win32Progress): boolean {
  switch (kind) {
    case 'ReadFile':
      return swarm.read && swarm.kernel32;
    case 'WriteFile':
      return swarm.write && swarm.kernel32;
    case 'File::read':
      return swarm.read && swarm.file;
    case 'File::write':
      return swarm.write && swarm.file;
    case 'File::write_all':
      return swarm.write && swarm.file && swarm.writeAll;
    case 'File::read_to_end':
      return swarm.read && swarm.file && swarm.readToEnd && isQuickToEnd(progress);
    case 'SetFilePointerEx':
      return swarm.seek;
    case 'FlushFileBuffers':
      return swarm.flush;
    case 'CloseHandle':
      return swarm.close;
    case 'CreateFile':
    case 'File::open':
      return swarm.reopen;
  }
}

function isQuickToEnd({ storedBytes, moved }: Win32Progress): boolean {
  return !moved && (storedBytes === 0 || storedBytes >= LEAST_TO_END);
}

/** What kind of operation `slot`, 0 to 63, stands for now. A kind left out becomes a transfer. */
function kindOf(slot: number, progress: Win32Progress, swarm: Win32Swarm): Win32OpKind {
  if (progress.overlapped.length === 0 && slot < NOT_OPEN_FROM) {
    return slot < FILE_FROM ? 'CreateFile' : 'File::open';
  }
  const kind = pick(KINDS, slot);
  const isEarly = progress.storedBytes === 0 && slot >= WRITE_FIRST_FROM && swarm.write;
  if (!isEnabled(kind, swarm, progress)) {
    const reads = swarm.read && (!swarm.write || (slot % 2 === 0 && !isEarly));
    if (swarm.kernel32 && (!swarm.file || slot % 4 < 2)) return reads ? 'ReadFile' : 'WriteFile';
    return reads ? 'File::read' : 'File::write';
  }
  if (isEarly && kind === 'ReadFile') return 'WriteFile';
  return isEarly && kind === 'File::read' ? 'File::write' : kind;
}

/** Most distances are in the data probably stored or of the boundaries; `slot` is 0 to 31. */
function distanceOf(slot: number, storedBytes: number): string {
  if (slot < 20) return pick(DISTANCES, slot);
  return decimal(Math.floor((storedBytes * (slot - 19)) / 12));
}

/**
 * The operation that two words stand for, given what the ones before probably led to, which it brings up to date.
 * `first`, from bit 24 down: kind 6, handle or access 4, offset or name 4, its parameter 6, OVERLAPPED 3, event 2.
 * `second`, from bit 25 down: length 5 and its parameter 6, memory 4, offset of a move 4, data 8.
 */
export function decodeWin32Op(
  first: number,
  second: number,
  progress: Win32Progress,
  swarm: Win32Swarm,
  profile: Win32Profile,
): Win32Op {
  const kind = kindOf(field(first, 24, 6), progress, swarm);
  const handle = handleOf(field(first, 20, 4), swarm.wrongHandles, true);
  switch (kind) {
    case 'CreateFile':
      return decodeCreateFile(first, second, progress, swarm, profile);
    case 'File::open':
      return decodeFileOpen(first, second, progress, swarm, profile);
    case 'ReadFile':
    case 'WriteFile':
    case 'File::read':
    case 'File::write':
    case 'File::write_all':
      return decodeWin32Transfer(kind, first, second, progress, swarm);
    case 'SetFilePointerEx': {
      const distance = distanceOf(field(second, 25, 5), progress.storedBytes);
      const method = pick(METHODS, field(first, 7, 3));
      if (method === 'FILE_BEGIN') progress.moved = distance !== '0';
      else if (method === 'FILE_CURRENT' && distance !== '0') progress.moved = true;
      return { op: 'SetFilePointerEx', handle, distance, method };
    }
    case 'FlushFileBuffers':
    case 'File::read_to_end':
      return { op: kind, handle };
    case 'CloseHandle': {
      // Closing the event's handle would close the event itself.
      const closed = handleOf(field(first, 20, 4), swarm.wrongHandles, false);
      const { overlapped } = progress;
      if (typeof closed === 'number') overlapped.splice(closed % Math.max(1, overlapped.length), 1);
      return { op: 'CloseHandle', handle: closed };
    }
  }
}
