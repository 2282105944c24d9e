import { flag as schema } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { type FieldType, textShown } from '../field-type.ts';

/** Whether something is so; simplest where it is not. */
export function flag(
  name: string,
  description: string,
  draw: (drawing: Drawing) => boolean,
  usual: readonly boolean[] = [false],
): FieldType<boolean> {
  return {
    name,
    description,
    schema: schema(),
    canonical: false,
    rank: Number,
    simpler: () => [false],
    others: (value) => [!value],
    draw,
    usual,
    number: null,
    shown: (value) => textShown(value ? 'yes' : 'no'),
  };
}
