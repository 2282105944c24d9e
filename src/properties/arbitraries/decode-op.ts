import type { Drawing, Slot } from '../../trace/ops/draw/drawing.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { pick, type Table, times } from '../../trace/ops/draw/table.ts';
import { kindNamed, type Op, type OpKind } from '../../trace/ops/index.ts';

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
function kindAt(slot: number, { openCount, lastLength, swarm }: Drawing): OpKind {
  if (openCount === 0 && slot < NOT_OPEN_FROM) return 'open';
  const kind = pick(KINDS, slot);
  if (kind === 'read' && lastLength === 0 && slot >= WRITE_FIRST_FROM && swarm.write) return 'write';
  if (isEnabled(kind, swarm)) return kind;
  if (!swarm.write) return 'read';
  if (!swarm.read) return 'write';
  return slot % 2 === 0 ? 'read' : 'write';
}

const KIND: Slot = { word: 0, shift: 24, bits: 6 };

/** The operation that the words of a drawing stand for, given what the ones before probably led to. */
export function decodeOp(drawing: Drawing): Op {
  return kindNamed(kindAt(drawing.draw(KIND), drawing)).draw(drawing);
}
