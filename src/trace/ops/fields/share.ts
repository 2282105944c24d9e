import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { without } from '../field-type.ts';
import { oneOf } from './one-of.ts';

/** What is shared, the usual first. */
const SHARES = ['read-write', 'none', 'read', 'write', 'delete', 'all'] as const;

/** ShareAccess: what others may open the object for meanwhile (R5). `all` is reading, writing and deleting. */
export type Share = (typeof SHARES)[number];

export const SHARED_OTHERWISE = half();
const SLOT = slot(4);

const DRAWN: Table<Share> = [...times(10, 'read-write'), 'none', ...SHARES.slice(1)];

export const share = oneOf(
  'share',
  'ShareAccess, which a driver is told of; the I/O manager does not enforce it.',
  SHARES,
  {
    slots: [SLOT],
    features: [SHARED_OTHERWISE],
    draw: (drawing) => (drawing.uses(SHARED_OTHERWISE) ? pick(DRAWN, drawing.draw(SLOT)) : 'read-write'),
  },
  {
    // Of what is shared as usual nothing would be learned but that it may be shared otherwise.
    others: (value) => (value === 'read-write' ? [] : without<Share>(['read-write', 'none'], value)),
    isSmall: (value) => value === 'read-write',
  },
);
