import { slot } from '../../draw/slot.ts';
import { pick, type Table, times } from '../../draw/table.ts';
import { oneOf } from '../../fields/one-of.ts';

/** Every method by its Windows name, the simplest first. */
const MOVE_METHODS = ['FILE_BEGIN', 'FILE_CURRENT', 'FILE_END'] as const;

/** dwMoveMethod, by its Windows name. */
export type MoveMethod = (typeof MOVE_METHODS)[number];

const SLOT = slot(3);

const DRAWN: Table<MoveMethod> = [...times(4, 'FILE_BEGIN'), ...times(3, 'FILE_CURRENT'), 'FILE_END'];

export const moveMethod = oneOf('method', 'dwMoveMethod.', MOVE_METHODS, {
  slots: [SLOT],
  features: [],
  draw: (drawing) => pick(DRAWN, drawing.draw(SLOT)),
});
