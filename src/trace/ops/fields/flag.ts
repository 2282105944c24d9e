import { flag as schema } from '../../schema-parts.ts';
import { type FieldType, textShown } from '../field-type.ts';

/** Whether something is so; simplest where it is not. */
export function flag(
  name: string,
  description: string,
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
    usual,
    number: null,
    shown: (value) => textShown(value ? 'yes' : 'no'),
  };
}
