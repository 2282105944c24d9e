import { oneOf as schema } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { type FieldType, textShown, without } from '../field-type.ts';

/** One of a few names, the simplest first. */
export function oneOf<const Name extends string>(
  name: string,
  description: string,
  names: readonly [Name, ...Name[]],
  draw: (drawing: Drawing) => Name,
  { others = (value: Name): readonly Name[] => without(names, value), usual = names as readonly Name[] } = {},
): FieldType<Name> {
  const type: FieldType<Name> = {
    name,
    description,
    schema: schema(names),
    canonical: names[0],
    rank: (value) => names.indexOf(value),
    simpler: () => names,
    others,
    draw,
    usual,
    number: null,
    shown: textShown,
  };
  return type;
}
