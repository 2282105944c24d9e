import type { Op, OpKind } from '../../trace/ops/index.ts';
import { decimal } from './decimal.ts';
import { handleOf } from './handles.ts';
import { decodeOpen } from './opens.ts';
import type { GenerationProfile } from './profile.ts';
import type { Progress } from './progress.ts';
import type { Swarm } from './swarm.ts';
import { pick, type Table, times } from './table.ts';
import { decodeTransfer } from './transfers.ts';
import { field } from './word.ts';

/** Kinds while a handle is open, by weight, the simplest first. */
export const KINDS: Table<OpKind> = [
  ...times(22, 'read'),
  ...times(18, 'write'),
  ...times(5, 'open'),
  ...times(4, 'query-position'),
  ...times(4, 'set-position'),
  ...times(3, 'flush'),
  ...times(3, 'duplicate'),
  ...times(5, 'close'),
];

/** Of 64 values those from here on use no handle's value where nothing is open, instead of opening one. */
const NOT_OPEN_FROM = 60;

const POSITIONS: Table<string> = ['0', '1', '13', '4096', '4294967296', '2', '4095', '4097', '-1'];

function isEnabled(kind: OpKind, swarm: Swarm): boolean {
  switch (kind) {
    case 'open':
      return swarm.reopen;
    case 'read':
      return swarm.read;
    case 'write':
      return swarm.write;
    case 'flush':
      return swarm.flush;
    case 'set-position':
      return swarm.setPosition;
    case 'query-position':
      return swarm.queryPosition;
    case 'duplicate':
      return swarm.duplicate;
    case 'close':
      return swarm.close;
  }
}

/** Reads from here on become writes while nothing is written: there is little to read before. */
const WRITE_FIRST_FROM = 8;

/** What kind of operation `slot`, 0 to 63, stands for now. A kind left out becomes a transfer. */
function kindOf(slot: number, progress: Progress, swarm: Swarm): OpKind {
  if (progress.openCount === 0 && slot < NOT_OPEN_FROM) return 'open';
  const kind = pick(KINDS, slot);
  if (kind === 'read' && progress.lastLength === 0 && slot >= WRITE_FIRST_FROM && swarm.write) return 'write';
  if (isEnabled(kind, swarm)) return kind;
  if (!swarm.write) return 'read';
  if (!swarm.read) return 'write';
  return slot % 2 === 0 ? 'read' : 'write';
}

/** Half of the positions lie in the data probably stored; `slot` is 0 to 31. */
function positionOf(slot: number, lastLength: number): string {
  if (slot < 16) return pick(POSITIONS, slot);
  return decimal(Math.floor((lastLength * (slot - 15)) / 16));
}

/**
 * The operation that two words stand for, given what the ones before probably led to, which it brings up to
 * date. `first`, from bit 24 down: kind 6, offset 5 and its parameter 5, handle 4, key 4, fault 4, event 2.
 * `second`, from bit 25 down: length 5 and its parameter 6, offset in the page 4, memory 4, sharing 3, data 8.
 */
export function decodeOp(
  first: number,
  second: number,
  progress: Progress,
  swarm: Swarm,
  profile: GenerationProfile,
): Op {
  return decodeKind(kindOf(field(first, 24, 6), progress, swarm), first, second, progress, swarm, profile);
}

/** The operation of a given kind that two words stand for (fields as in {@link decodeOp}). */
export function decodeKind(
  kind: OpKind,
  first: number,
  second: number,
  progress: Progress,
  swarm: Swarm,
  profile: GenerationProfile,
): Op {
  const handleSlot = field(first, 10, 4);
  switch (kind) {
    case 'open':
      return decodeOpen(first, progress, swarm, profile);
    case 'read':
    case 'write':
      return decodeTransfer(kind === 'read', first, second, progress, swarm, profile);
    case 'flush':
      return { op: 'flush', handle: handleOf(handleSlot, swarm.wrongHandles, true) };
    case 'set-position': {
      const handle = handleOf(handleSlot, swarm.wrongHandles, true);
      return { op: 'set-position', handle, position: positionOf(field(first, 19, 5), progress.lastLength) };
    }
    case 'query-position':
      return { op: 'query-position', handle: handleOf(handleSlot, swarm.wrongHandles, true) };
    case 'duplicate': {
      const handle = handleOf(handleSlot, swarm.wrongHandles, false);
      if (handle !== 'none' && progress.openCount > 0) progress.openCount += 1;
      return { op: 'duplicate', handle };
    }
    case 'close': {
      const handle = handleOf(handleSlot, swarm.wrongHandles, false);
      if (handle !== 'none' && progress.openCount > 0) progress.openCount -= 1;
      return { op: 'close', handle };
    }
  }
}
