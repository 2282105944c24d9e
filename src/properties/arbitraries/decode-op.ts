import type { Drawing } from '../../trace/ops/draw/drawing.ts';
import { slot } from '../../trace/ops/draw/slot.ts';
import { pick, type Table, times } from '../../trace/ops/draw/table.ts';
import { KINDS_BY_WEIGHT, kindNamed, OP_KINDS, type Op, type OpKind } from '../../trace/ops/index.ts';
import { read } from '../../trace/ops/read.ts';
import { write } from '../../trace/ops/write.ts';
import { Layout } from './layout.ts';

const [FIRST_KIND = 'open', ...OTHER_KINDS] = KINDS_BY_WEIGHT.flatMap((kind) =>
  times(kindNamed(kind).weight, kind),
);

/** Kinds while a handle is open, each as often as it weighs, the commonest first. */
export const KINDS: Table<OpKind> = [FIRST_KIND, ...OTHER_KINDS];

/** Which kind it is, when nothing else decides that. */
export const KIND = slot(10);
/** Of 16 values the one that uses no handle's value where nothing is open, instead of opening one. */
export const UNOPENED = slot(4);
const WITHOUT_OPEN = 15;
/** Of 8 values those that make a read a write while nothing is written: there is little to read before. */
const WRITE_FIRST = slot(3);
const WRITE_FIRST_FROM = 3;

/** Where the choices of an operation stand in its words. */
export const OP_LAYOUT = new Layout(
  OP_KINDS.map((kind) => [KIND, UNOPENED, WRITE_FIRST, ...kindNamed(kind).slots]),
);

/** By choice: neighbours stand for the same or neighbouring entries of the table. */
const KIND_OF_CHOICE: readonly OpKind[] = Array.from({ length: 2 ** KIND.bits }, (_, choice) =>
  pick(KINDS, Math.floor((choice * KINDS.length) / 2 ** KIND.bits)),
);

/** What kind of operation is drawn. A kind that the case does without becomes a transfer. */
function drawnKind(drawing: Drawing): OpKind {
  if (drawing.openCount === 0 && drawing.draw(UNOPENED) !== WITHOUT_OPEN) return 'open';
  // Reads and writes are never both left out.
  const canRead = drawing.uses(read.feature) || !drawing.uses(write.feature);
  const canWrite = drawing.uses(write.feature) || !drawing.uses(read.feature);
  const choice = drawing.draw(KIND);
  const kind = KIND_OF_CHOICE[choice] ?? FIRST_KIND;
  if (kind === 'read' || kind === 'write') {
    if (!canRead || !canWrite) return canRead ? 'read' : 'write';
    const isEarly = drawing.lastLength === 0 && drawing.draw(WRITE_FIRST) >= WRITE_FIRST_FROM;
    return isEarly ? 'write' : kind;
  }
  if (drawing.uses(kindNamed(kind).feature)) return kind;
  if (!canRead || !canWrite) return canRead ? 'read' : 'write';
  return choice % 2 === 0 ? 'read' : 'write';
}

/** The operation that a drawing stands for, given what the ones before probably led to. */
export function decodeOp(drawing: Drawing): Op {
  return kindNamed(drawnKind(drawing)).draw(drawing);
}
