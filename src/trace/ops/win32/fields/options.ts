import { flag as schema } from '../../../schema-parts.ts';
import { half } from '../../draw/feature.ts';
import { slot } from '../../draw/slot.ts';
import { type FieldType, textShown } from '../../field-type.ts';

/** Any combination, not just what reads and writes. */
const ANY = half();
const IS_ANY = slot(4);
/** Of sixteen values those from here on take any combination. */
const ANY_FROM = 7;

/** A flag of `OpenOptions` by the name of its method; simplest as it usually is. */
function option(method: string, usual: boolean): FieldType<boolean> {
  const own = slot(1);
  const type: FieldType<boolean> = {
    name: method,
    description: `OpenOptions::${method}.`,
    schema: schema(),
    canonical: usual,
    rank: (value) => (value === usual ? 0 : 1),
    simpler: () => [usual],
    others: (value) => [!value],
    slots: [IS_ANY, own],
    features: [ANY],
    draw: (drawing) =>
      drawing.uses(ANY) && drawing.draw(IS_ANY) >= ANY_FROM ? drawing.draw(own) === 1 : usual,
    isSmall: () => true,
    number: null,
    shown: (value) => textShown(value ? 'yes' : 'no'),
  };
  return type;
}

/** The flags of Rust's `OpenOptions`, in the order in which they are documented. */
export const optionFields = {
  read: option('read', true),
  write: option('write', true),
  append: option('append', false),
  truncate: option('truncate', false),
  create: option('create', false),
  createNew: option('create_new', false),
};

/** The flags of Rust's `OpenOptions`. */
export type OpenOptionsSpec = { readonly [Flag in keyof typeof optionFields]: boolean };

/** The methods that are called, for people. */
export function optionsText({ read, write, append, truncate, create, createNew }: OpenOptionsSpec): string {
  const flags: readonly (readonly [boolean, string])[] = [
    [read, 'read'],
    [write, 'write'],
    [append, 'append'],
    [truncate, 'truncate'],
    [create, 'create'],
    [createNew, 'create_new'],
  ];
  const set = flags.flatMap(([isSet, name]) => (isSet ? [name] : []));
  return set.length === 0 ? 'no options' : set.join(' ');
}
