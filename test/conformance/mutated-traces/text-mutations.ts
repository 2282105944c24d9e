import type { Random } from './random.ts';

type Mutation = (text: string, random: Random) => string;

const SNIPPETS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '-',
    '.',
    '0',
    '9',
    'e9',
    'null',
    'true',
    '1e999',
    '-0',
    '\\',
    '\\u0000',
  ],
  ...[
    '\u0000',
    '\n',
    '\t',
    ' ',
    '\u2028',
    '\ud800',
    '\udc00',
    'é',
    '\ufeff',
    '//',
    '/**/',
    "'",
    'NaN',
    'undefined',
  ],
  ...['"__proto__":1,', '"op":"read",', '"key":7,', '[]', '{}'],
];
const NAMES = ['op', 'ops', 'length', 'handle', 'format', 'seed', '__proto__', 'constructor', 'Op', ''];
const NUMBERS = [
  '-1',
  '1e999',
  '-1e999',
  '9'.repeat(1000),
  `0.${'1'.repeat(1000)}`,
  '1e-999',
  '00',
  '0x1',
  '+1',
  '1.',
];
const MARKS = ['\ufeff', '\ufeff\ufeff', ' \ufeff', '\u0000', '\uffff', '\ufffe', '\r\n\t ', 'ï»¿'];

/** Where a pattern is found in a text, at random; undefined where it is not. */
function place(text: string, pattern: RegExp, random: Random): { at: number; length: number } | undefined {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return undefined;
  const match = random.pick(found);
  return { at: match.index, length: match[0].length };
}

function replaced(text: string, pattern: RegExp, by: (old: string) => string, random: Random): string {
  const found = place(text, pattern, random);
  if (found === undefined) return text;
  const { at, length } = found;
  return text.slice(0, at) + by(text.slice(at, at + length)) + text.slice(at + length);
}

function span(text: string, longest: number, random: Random): [from: number, to: number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + 1 + random.below(longest))];
}

/** Mutations of a text that know nothing of JSON, or just enough to leave some of it whole. */
export const TEXT_MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bits of bytes flipped'(text, random) {
    const bytes = Buffer.from(text);
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes.toString('utf8');
  },
  'text inserted'(text, random) {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(SNIPPETS) + text.slice(at);
  },
  'text cut out'(text, random) {
    const [from, to] = span(text, 12, random);
    return text.slice(0, from) + text.slice(to);
  },
  'text duplicated'(text, random) {
    const [from, to] = span(text, 60, random);
    return text.slice(0, to) + text.slice(from);
  },
  'text cut off': (text, random) => text.slice(0, random.below(text.length)),
  'beginning cut off': (text, random) => text.slice(1 + random.below(text.length - 1)),
  'key renamed': (text, random) => replaced(text, /"\w+"(?=\s*:)/g, () => `"${random.pick(NAMES)}"`, random),
  'key misspelt': (text, random) =>
    replaced(text, /"\w+"(?=\s*:)/g, (old) => old.replace(/\w/, (first) => first.toUpperCase()), random),
  'key escaped': (text, random) =>
    replaced(
      text,
      /"\w+"(?=\s*:)/g,
      (old) => old.replace(/o|e/, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
      random,
    ),
  'field given twice': (text, random) => replaced(text, /"\w+"\s*:\s*[\w."-]+,/g, (old) => old + old, random),
  'number changed': (text, random) =>
    replaced(text, /(?<=:\s*)-?\d+(?=[\s,}\]])/g, () => random.pick(NUMBERS), random),
  'number as text': (text, random) =>
    replaced(text, /(?<=:\s*)-?\d+(?=[\s,}\]])/g, (old) => `"${old}"`, random),
  'value nested'(text, random) {
    const depth = [1, 2, 30, 1000][random.below(4)] ?? 1;
    const [opening, closing] = random.pick([
      ['[', ']'] as const,
      ['{"a":', '}'] as const,
      ['{"last":', '}'] as const,
    ]);
    const value = /(?<=:\s*)(?:-?\d+|"[^"\\]*"|null|true|false)(?=\s*[,}\]])/g;
    return replaced(text, value, (old) => opening.repeat(depth) + old + closing.repeat(depth), random);
  },
  'nesting without end'(text, random) {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(['[', '{"a":', '"\\']).repeat(1 + random.below(300));
  },
  'mark before or after': (text, random) =>
    random.below(2) === 0 ? random.pick(MARKS) + text : text + random.pick(MARKS),
  'blanks between tokens': (text, random) =>
    replaced(
      text,
      /(?<=[{}[\],]|":)(?=["{[\]},\d-])/g,
      () => random.pick([' ', '\n', '\t\r\n ', '\u00a0']),
      random,
    ),
  'two documents': (text, random) => text + random.pick(['', '\n', ',', '\u0000']) + text,
  'other encoding': (text, random) =>
    Buffer.from(text, random.pick(['utf16le', 'base64', 'hex'] as const)).toString('utf8'),
};
