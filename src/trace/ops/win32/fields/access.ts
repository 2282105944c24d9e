import type { Drawing } from '../../draw/drawing.ts';
import { half } from '../../draw/feature.ts';
import { slot } from '../../draw/slot.ts';
import { pick, type Table, times } from '../../draw/table.ts';
import { oneOf } from '../../fields/one-of.ts';

/** Every choice of dwDesiredAccess, the simplest first. */
const ACCESSES = ['read-write', 'read', 'write', 'append', 'none'] as const;

/** dwDesiredAccess: GENERIC_READ and GENERIC_WRITE, FILE_APPEND_DATA, or 0. */
export type Win32Access = (typeof ACCESSES)[number];

const RESTRICTED = half();
const SLOT = slot(4);

const DRAWN: Table<Win32Access> = [
  ...times(8, 'read-write'),
  ...times(2, 'read'),
  ...times(2, 'write'),
  ...times(2, 'append'),
  ...times(2, 'none'),
];

/** The first handle is more often one for everything, so that the case gets somewhere. */
const DRAWN_FIRST: Table<Win32Access> = [...times(12, 'read-write'), 'read', 'write', 'append', 'none'];

function drawn(drawing: Drawing): Win32Access {
  if (!drawing.uses(RESTRICTED)) return 'read-write';
  return pick(drawing.openCount === 0 ? DRAWN_FIRST : DRAWN, drawing.draw(SLOT));
}

export const access = oneOf(
  'access',
  'dwDesiredAccess: GENERIC_READ, GENERIC_WRITE, both, FILE_APPEND_DATA, or 0.',
  ACCESSES,
  { slots: [SLOT], features: [RESTRICTED], draw: drawn },
);

const TEXTS: Readonly<Record<Win32Access, string>> = {
  'read-write': 'GENERIC_READ | GENERIC_WRITE',
  read: 'GENERIC_READ',
  write: 'GENERIC_WRITE',
  append: 'FILE_APPEND_DATA',
  none: 'no access',
};

/** For people. */
export function accessText(value: Win32Access): string {
  return TEXTS[value];
}
