import { oneOf as schema } from '../../schema-parts.ts';
import { type Drawn, type FieldType, textShown, without } from '../field-type.ts';

/** One of a few names, the simplest first. */
export function oneOf<const Name extends string>(
  name: string,
  description: string,
  names: readonly [Name, ...Name[]],
  drawn: Drawn<Name>,
  {
    others = (value: Name): readonly Name[] => without(names, value),
    isSmall = (_: Name): boolean => true,
  } = {},
): FieldType<Name> {
  const type: FieldType<Name> = {
    name,
    description,
    schema: schema(names),
    canonical: names[0],
    rank: (value) => names.indexOf(value),
    simpler: () => names,
    others,
    ...drawn,
    isSmall,
    number: null,
    shown: textShown,
  };
  return type;
}
