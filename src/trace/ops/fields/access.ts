import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { oneOf } from './one-of.ts';

/** Every choice of rights, the simplest first. */
const ACCESSES = ['read-write', 'read', 'write', 'append'] as const;

/** Rights a handle is opened with; `append` is FILE_APPEND_DATA without FILE_WRITE_DATA. */
export type OpenAccess = (typeof ACCESSES)[number];

const RESTRICTED = half();
const SLOT = slot(4);

const DRAWN: Table<OpenAccess> = [
  ...times(10, 'read-write'),
  ...times(2, 'read'),
  ...times(2, 'write'),
  ...times(2, 'append'),
];

/** The first handle is more often one for everything, so that the case gets somewhere. */
const DRAWN_FIRST: Table<OpenAccess> = [...times(13, 'read-write'), 'read', 'write', 'append'];

function drawn(drawing: Drawing): OpenAccess {
  if (!drawing.uses(RESTRICTED)) return 'read-write';
  return pick(drawing.openCount === 0 ? DRAWN_FIRST : DRAWN, drawing.draw(SLOT));
}

export const access = oneOf(
  'access',
  'The rights asked for; "append" is FILE_APPEND_DATA without FILE_WRITE_DATA.',
  ACCESSES,
  { slots: [SLOT], features: [RESTRICTED], draw: drawn },
);
