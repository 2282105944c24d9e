import { ABSENT } from './places.ts';

/** One way to break one rule of a field. */
export interface Break {
  /** What is broken, such as `above the highest`. */
  readonly rule: string;
  /** What the field is given; ABSENT leaves it out. */
  readonly value: unknown;
  /** What the message adds to the field's path, such as `.last`. */
  readonly inner: string;
  /** How the message goes on after the path and its colon. */
  readonly says: string;
  /** Whether the value holds a field or name that a newer version might know; it is wrong in any version otherwise. */
  readonly isUnknown: boolean;
}

/** A number that JSON can write and JSON.stringify can't: replaced in the text. */
export const raw = (digits: string): string => `@raw:${digits}`;

/** The text of a document whose values may be {@link raw}. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/"@raw:([^"]*)"/g, '$1');
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

/** Values of every type, by name. */
const OTHER_TYPES: readonly (readonly [type: string, value: unknown])[] = [
  ['null', null],
  ['boolean', true],
  ['boolean', false],
  ['number', 0],
  ['number', -1],
  ['number', 1.5],
  ['number', raw('1e999')],
  ['text', ''],
  ['text', 'text'],
  ['text', '0'],
  ['text', '__proto__'],
  ['array', []],
  ['array', [0]],
  ['array', nested(200, (inner) => [inner])],
  ['object', {}],
  ['object', { toString: 0 }],
  ['object', nested(200, (inner) => ({ valueOf: inner }))],
];

type JsonType = 'null' | 'boolean' | 'number' | 'text' | 'array' | 'object';

/** Values that break one rule. */
export const broken = (says: string, rule: string, ...values: readonly unknown[]): Break[] =>
  values.map((value) => ({ rule, value, inner: '', says, isUnknown: false }));

/** Breaks that a newer version might take. */
export const unknown = (breaks: readonly Break[]): Break[] =>
  breaks.map((each) => ({ ...each, isUnknown: true }));

/** A value of each type that the field does not take. */
export function wrongTypes(says: string, ...taken: readonly JsonType[]): Break[] {
  const others = OTHER_TYPES.filter(([type]) => !taken.some((each) => each === type));
  return others.flatMap(([type, value]) => broken(says, `${type} instead`, value));
}

/** Numbers that are no whole number from `lowest` to `highest`. */
export function notWhole(says: string, lowest: number, highest: number): Break[] {
  return [
    ...broken(says, 'below the lowest by one', lowest - 1),
    ...broken(says, 'above the highest by one', highest + 1),
    ...broken(says, 'far below', -1e300, raw('-1e999'), raw(`-${'9'.repeat(400)}`)),
    ...broken(says, 'far above', 1e300, raw('1e999'), raw('9'.repeat(400)), 2 ** 64),
    ...broken(says, 'fraction', 0.5, raw('1e-300'), raw('1.0000000001')),
  ];
}

/** A whole number from `lowest` to `highest` and nothing else. */
export function integerBreaks(lowest: number, highest: number): Break[] {
  const says = `expected a whole number from ${lowest} to ${highest}, found `;
  return [...notWhole(says, lowest, highest), ...wrongTypes(says, 'number')];
}

/** Text that is none of `names`, all of which are lower case, or all upper case. */
export function notOneOf(says: string, names: readonly string[]): Break[] {
  const [first = ''] = names;
  const otherCase = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  return [
    ...unknown([
      ...broken(says, 'unknown name', '', 'otherwise', names.join(', ')),
      ...broken(says, 'nearly a name', otherCase, `${first} `, ` ${first}`, `${first}\u0000`),
      ...broken(says, 'name of a prototype', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '0'),
    ]),
    ...broken(says, 'name in an array', [first]),
  ];
}

/** `"a" or "b"`. */
function quoted(names: readonly string[]): string {
  const all = names.map((name) => `"${name}"`);
  return `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** One of `names` and nothing else. */
export function oneOfBreaks(names: readonly string[]): Break[] {
  const says = `expected ${quoted(names)}, found `;
  return [...notOneOf(says, names), ...wrongTypes(says, 'text')];
}

/** true or false and nothing else. */
export function flagBreaks(): Break[] {
  return [
    ...broken('expected true or false, found ', 'nearly a flag', 'true', 'false', 'TRUE', 1, [true]),
    ...wrongTypes('expected true or false, found ', 'boolean'),
  ];
}

/** Text of `lowest` to `highest` characters and nothing else. */
export function textBreaks(lowest: number, highest: number): Break[] {
  const says = `expected text of ${lowest} to ${highest} characters, found `;
  return [
    ...(lowest > 0 ? broken(says, 'empty', '') : []),
    ...broken(says, 'too long by one', 'x'.repeat(highest + 1)),
    ...broken(says, 'far too long', '\ud83d\ude00'.repeat(highest * 8)),
    ...wrongTypes(says, 'text'),
  ];
}

/** Texts that are no signed 64-bit decimal number. */
export function notInt64(says: string): Break[] {
  const forms = [
    '',
    ' 0',
    '0 ',
    '+1',
    '-0',
    '007',
    '1.0',
    '1e3',
    '0x10',
    '1_000',
    '--1',
    '-',
    '٣',
    '１',
    '1\n',
  ];
  return [
    ...broken(says, 'no decimal number', ...forms, 'text', '__proto__', 'NaN', 'Infinity'),
    ...broken(says, 'above the highest by one', '9223372036854775808'),
    ...broken(says, 'below the lowest by one', '-9223372036854775809'),
    ...broken(says, 'far above', '9999999999999999999', '10000000000000000000', '9'.repeat(500)),
    ...broken(says, 'far below', '-9999999999999999999', `-${'9'.repeat(500)}`),
  ];
}

/** Texts that are no unsigned 64-bit decimal number: `says` of those that are no number of at most 20 digits. */
export function notUint64(says: string, beyond: string): Break[] {
  return [
    ...broken(
      says,
      'no decimal number',
      '',
      ' 0',
      '+1',
      '-1',
      '-0',
      '007',
      '1.0',
      '0x10',
      '٣',
      '1\n',
      '__proto__',
    ),
    ...broken(beyond, 'above the highest by one', '18446744073709551616'),
    ...broken(beyond, 'far above', '99999999999999999999'),
    ...broken(says, 'far above', '100000000000000000000', '9'.repeat(500)),
  ];
}

/** Texts that are no even number of hexadecimal digits. */
export function notHex(says: string): Break[] {
  return [
    ...broken(says, 'odd number of digits', 'a', 'abc', '0'.repeat(131_071)),
    ...broken(says, 'no digit', 'ag', ' aa', 'a a ', '0x', 'aa\n', '-1', 'Ａａ'),
    ...broken(says, 'too long by one byte', '00'.repeat(65_537)),
    ...broken(says, 'far too long', 'fe'.repeat(400_000)),
    ...wrongTypes(says, 'text'),
  ];
}

/** Names that no object of a trace has, with what the message adds to the object's path. */
const UNKNOWN_NAMES: readonly (readonly [name: string, shown: string])[] = [
  ['unknown', '.unknown'],
  ['__proto__', '.__proto__'],
  ['constructor', '.constructor'],
  ['prototype', '.prototype'],
  ['toString', '.toString'],
  ['valueOf', '.valueOf'],
  ['hasOwnProperty', '.hasOwnProperty'],
  ['__defineGetter__', '.__defineGetter__'],
  ['toJSON', '.toJSON'],
  ['', '[""]'],
  ['0', '["0"]'],
  ['a b', '["a b"]'],
  ['a\n\u202eb', '["a\\n?b"]'],
  ['"]: ', '["\\"]: "]'],
  ['x'.repeat(5000), `["${'x'.repeat(40)}…"]`],
];

/** The names of {@link UNKNOWN_NAMES}, and `others`, which are names of fields elsewhere. */
export function unknownNames(others: readonly string[]): readonly (readonly [name: string, shown: string])[] {
  return [...UNKNOWN_NAMES, ...others.map((name) => [name, `.${name}`] as const)];
}

/** An object that is the value, with an unknown field beside `fields`. */
export function unknownFields(fields: object, others: readonly string[] = []): Break[] {
  return unknownNames(others).map(([name, shown], index) => ({
    rule: 'unknown field',
    value: { ...fields, [name]: index % 2 === 0 ? 1 : { length: 1 } },
    inner: shown,
    says: 'unknown field',
    isUnknown: true,
  }));
}

/** Wrong values of a field in an object that is the value: `{...fields, [name]: wrong}`. */
export function inside(fields: object, name: string, breaks: readonly Break[]): Break[] {
  return breaks.map(({ rule, value, inner, says, isUnknown }) => {
    const rest = Object.entries(fields).filter(([each]) => value !== ABSENT || each !== name);
    const changed = { ...Object.fromEntries(rest), ...(value === ABSENT ? {} : { [name]: value }) };
    return { rule: `${name}: ${rule}`, value: changed, inner: `.${name}${inner}`, says, isUnknown };
  });
}

/** A field that must be there. */
export function absent(says: string): Break[] {
  return broken(`${says}, found nothing`, 'left out', ABSENT);
}

/** An array that has more entries than it may. */
export function tooMany(says: string, highest: number, entry: unknown): Break[] {
  const lists = [highest + 1, 10 * highest].map((count) => Array.from({ length: count }, () => entry));
  return broken(says, 'too many entries', ...lists);
}
