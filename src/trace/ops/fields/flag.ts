import { flag as schema } from '../../schema-parts.ts';
import { type Drawn, type FieldType, textShown } from '../field-type.ts';

/** Whether something is so; simplest where it is not. */
export function flag(
  name: string,
  description: string,
  drawn: Drawn<boolean>,
  isSmall: (value: boolean) => boolean = (value) => !value,
): FieldType<boolean> {
  return {
    name,
    description,
    schema: schema(),
    canonical: false,
    rank: Number,
    simpler: () => [false],
    others: (value) => [!value],
    ...drawn,
    isSmall,
    number: null,
    shown: (value) => textShown(value ? 'yes' : 'no'),
  };
}
