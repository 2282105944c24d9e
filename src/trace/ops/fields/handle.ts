import { z } from 'zod';
import { integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { type FieldType, textShown, without } from '../field-type.ts';

const MAX_HANDLE = 2 ** 31 - 1;

/** Handles that are none of a file, simplest first. */
const WRONG_HANDLES = ['none', 'closed', 'event'] as const;

const schema = z.union([integer(0, MAX_HANDLE), z.literal(WRONG_HANDLES)], {
  error: `expected a whole number from 0 to ${MAX_HANDLE}, "none", "closed" or "event"`,
});

/**
 * Which handle an operation uses: `k` is the k-th handle then open, counted modulo their number;
 * `none` is a value that is no handle (and what any `k` becomes while nothing is open);
 * `closed` is the value of the handle closed last (`none` before any was);
 * `event` is a handle to an event object, so of the wrong type.
 */
export type HandleRef = z.output<typeof schema>;

/** Handles beyond this many are not tried to learn whether the handle matters. */
const MAX_TRIED = 4;

/** Values that are no handles of files. */
const WRONG = half();
const SLOT = slot(4);

const DRAWN: Table<HandleRef> = [...times(9, 0), ...times(3, 1), 2, 'closed', 'none', 'event'];

/**
 * The handle that `slot`, 0 to 15, stands for. Without `wrong` it is always a file's. `event` only where the operation
 * is defined for one: a close or a duplicate of it would touch the event itself.
 */
function handleOf(slot: number, wrong: boolean, event: boolean): HandleRef {
  const value = pick(DRAWN, slot);
  if (typeof value === 'number') return value;
  if (!wrong) return 0;
  return value === 'event' && !event ? 'none' : value;
}

/** A handle for an operation that is not defined for an event's. */
export function drawnWithoutEvent(drawing: Drawing): HandleRef {
  return handleOf(drawing.draw(SLOT), drawing.uses(WRONG), false);
}

/** Values are 0, 1, 2 …, then those that are none of a file. */
export const handle: FieldType<HandleRef> = {
  name: 'handle',
  description:
    'The handle used: the k-th then open, counted from 0 and modulo their number, "none" for no handle, "closed" ' +
    'for the one closed last, or "event" for an event\'s.',
  schema,
  canonical: 0,
  rank: (value) => (typeof value === 'number' ? [0, value] : [WRONG_HANDLES.indexOf(value) + 1]),
  simpler(value, { ops }) {
    const simpler: HandleRef[] = [...Array(ops).keys()];
    if (value === 'closed' || value === 'event') simpler.push('none');
    if (value === 'event') simpler.push('closed');
    return simpler;
  },
  others(value, { opened }) {
    const numbers: HandleRef[] = [...Array(Math.min(opened, MAX_TRIED)).keys()];
    return without([...numbers, ...(typeof value === 'number' ? [] : WRONG_HANDLES)], value);
  },
  draw: (drawing) => handleOf(drawing.draw(SLOT), drawing.uses(WRONG), true),
  slots: [SLOT],
  features: [WRONG],
  isSmall: (value) => value === 0 || value === 1,
  number: {
    largest: BigInt(MAX_HANDLE),
    read: (value) => (typeof value === 'number' ? BigInt(value) : null),
    write: Number,
    means: 'name',
  },
  shown: (value) => textShown(String(value)),
};

/** For people; nothing for the first open handle. */
export function handleText(value: HandleRef): string[] {
  if (value === 0) return [];
  if (value === 'none') return ['no handle'];
  if (value === 'closed') return ['the handle closed last'];
  return [value === 'event' ? "an event's handle" : `handle ${value}`];
}
