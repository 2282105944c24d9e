import type { Document } from './bases.ts';
import { jsonText, raw } from './breaks.ts';
import { ABSENT, allPaths, isFields, type Path, valueAt, withValue } from './places.ts';
import type { Random } from './random.ts';

/** Values that some field takes, that none takes, and that are hard on readers. */
const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    4095,
    4096,
    0.5,
    1e300,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    raw('-0'),
    raw('1e999'),
  ],
  ...[
    '',
    '0',
    '-1',
    '-2',
    '9223372036854775807',
    '9223372036854775808',
    'none',
    'closed',
    'event',
    'read-only',
  ],
  ...[
    'append',
    'direct',
    'scattered',
    'zeroed',
    'irptrace/1',
    'irptrace/2',
    'a/b',
    '__proto__',
    'constructor',
    '\ud800',
    '\n',
  ],
  ...[[], {}, [[]], [{}], { last: 3 }, { last: 1e9 }, { hex: 'abcd' }, { hex: 'abc' }, { pattern: 'zero' }],
  ...[{ op: 'close' }, { op: 'read', length: 5 }, [{ op: 'open' }], { seed: 1, caseIndex: 2 }],
];

const NAMES = [
  ...[
    'op',
    'ops',
    'handle',
    'length',
    'offset',
    'data',
    'buffer',
    'key',
    'seed',
    'finding',
    'last',
    'hex',
    'pattern',
  ],
  ...['__proto__', 'constructor', 'toString', 'unknown', ''],
];

type Mutation = (document: unknown, paths: readonly Path[], random: Random) => unknown;

/** A path of something inside the document. */
function inner(paths: readonly Path[], random: Random): Path {
  return paths[1 + random.below(paths.length - 1)] ?? [];
}

function parentOf(path: Path): Path {
  return path.slice(0, -1);
}

/** Mutations that leave JSON and know nothing of the format's rules. */
const MUTATIONS: readonly Mutation[] = [
  // Another value.
  (document, paths, random) => withValue(document, inner(paths, random), random.pick(VALUES)),
  // The value of another field.
  (document, paths, random) =>
    withValue(document, inner(paths, random), valueAt(document, inner(paths, random))),
  // A field left out, or an entry that becomes null.
  (document, paths, random) => {
    const path = inner(paths, random);
    const isEntry = Array.isArray(valueAt(document, parentOf(path)));
    return withValue(document, path, isEntry ? null : ABSENT);
  },
  // A field of another name.
  (document, paths, random) => {
    const path = inner(paths, random);
    const parent = valueAt(document, parentOf(path));
    if (!isFields(parent)) return document;
    const renamed = Object.entries(parent).map(([name, value]) => {
      return [name === path.at(-1) ? random.pick(NAMES) : name, value] as const;
    });
    return withValue(document, parentOf(path), Object.fromEntries(renamed));
  },
  // Fields in another order, entries in another order.
  (document, paths, random) => {
    const path = random.pick(paths);
    const value = valueAt(document, path);
    if (Array.isArray(value)) return withValue(document, path, value.toReversed());
    return isFields(value)
      ? withValue(document, path, Object.fromEntries(Object.entries(value).toReversed()))
      : document;
  },
  // An entry more, or a value wrapped in an array.
  (document, paths, random) => {
    const path = inner(paths, random);
    const value = valueAt(document, path);
    return withValue(document, path, Array.isArray(value) ? [...value, ...value] : [value]);
  },
];

/** The text of a document after one to four mutations. */
export function mutatedValue(document: Document, random: Random): string {
  let mutated: unknown = document;
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const paths = allPaths(mutated);
    if (paths.length > 1) mutated = random.pick(MUTATIONS)(mutated, paths, random);
  }
  return jsonText(mutated);
}
