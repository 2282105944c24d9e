import { half } from '../../draw/feature.ts';
import { slot } from '../../draw/slot.ts';
import { pick, type Table, times } from '../../draw/table.ts';
import { oneOf } from '../../fields/one-of.ts';

/** Every disposition by its Windows name, the simplest first. */
const CREATION_DISPOSITIONS = [
  'OPEN_EXISTING',
  'OPEN_ALWAYS',
  'CREATE_ALWAYS',
  'CREATE_NEW',
  'TRUNCATE_EXISTING',
] as const;

/** dwCreationDisposition, by its Windows name. */
export type CreationDisposition = (typeof CREATION_DISPOSITIONS)[number];

const OTHERS = half();
const SLOT = slot(3);

const DRAWN: Table<CreationDisposition> = [...times(3, 'OPEN_EXISTING'), ...CREATION_DISPOSITIONS];

export const disposition = oneOf('disposition', 'dwCreationDisposition.', CREATION_DISPOSITIONS, {
  slots: [SLOT],
  features: [OTHERS],
  draw: (drawing) => (drawing.uses(OTHERS) ? pick(DRAWN, drawing.draw(SLOT)) : 'OPEN_EXISTING'),
});
