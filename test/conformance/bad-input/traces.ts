import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BASE = { format: 'irptrace/2', subject: 'article', setting: { mode: 'direct' }, ops: [{ op: 'open' }] };
const WHOLE = JSON.stringify(BASE);

/** A trace with other fields. */
export const trace = (fields: object): string => JSON.stringify({ ...BASE, ...fields });
/** A trace with one operation, as text. */
const withOp = (op: string): string => trace({ ops: ['OP'] }).replace('"OP"', op);
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

function binary(): Buffer {
  const bytes = Buffer.alloc(65_536);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.imul(at, 0x9e3779b1) >>> 24;
  return bytes;
}

const NOT_JSON = 'trace: expected a JSON object, found text that is not JSON';
const ENDS_EARLY = 'trace: expected a JSON object, found text that ends early (is the file complete?)';
const LENGTH = 'expected a whole number from 0 to 4294967295';
const RELATIVE = '{"last": n} with n from -65536 to 65536';
const ENTRIES = 'expected an array of at most 10000 entries';

/** Contents of trace.json that are no trace, and what is wrong with them. */
export const BAD_TRACES: readonly (readonly [name: string, content: string | Buffer, message: string])[] = [
  ['nothing', '', 'trace: expected a JSON object, found empty text'],
  ['blanks', '\n\n  ', 'trace: expected a JSON object, found empty text'],
  ['a byte order mark', '\ufeff', 'trace: expected a JSON object, found empty text'],
  ['a truncated trace', WHOLE.slice(0, -3), ENDS_EARLY],
  ['no JSON', 'irptrace/1', NOT_JSON],
  ['two traces', WHOLE + WHOLE, NOT_JSON],
  ['bytes', binary(), NOT_JSON],
  ['UTF-16', Buffer.from(`\ufeff${WHOLE}`, 'utf16le'), NOT_JSON],
  ['a number', '1', 'trace: expected an object, found 1'],
  ['a list of traces', `[${WHOLE}]`, 'trace: expected an object, found an array'],
  [
    'a later version',
    trace({ format: 'irptrace/3' }),
    'format: expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads, found "irptrace/3"',
  ],
  [
    'a result',
    '{"format":"irpresult/1"}',
    'format: expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads, found "irpresult/1"',
  ],
  ['another type', trace({ ops: { 0: { op: 'open' } } }), `ops: ${ENTRIES}, found an object`],
  [
    'too many operations',
    trace({ ops: Array(10_001).fill({ op: 'open' }) }),
    `ops: ${ENTRIES}, found an array`,
  ],
  ['an unknown field', trace({ speed: 'high' }), 'speed: unknown field'],
  ['a negative length', withOp('{"op":"read","length":-1}'), `ops[0].length: ${LENGTH}, found -1`],
  ['an enormous length', withOp('{"op":"read","length":1e300}'), `ops[0].length: ${LENGTH}, found 1e+300`],
  [
    'a length beyond numbers',
    withOp(`{"op":"read","length":${'9'.repeat(400)}}`),
    `ops[0].length: ${LENGTH} or ${RELATIVE}, found Infinity`,
  ],
  ['__proto__', withOp('{"op":"close","__proto__":{"handle":1}}'), 'ops[0].__proto__: unknown field'],
  ['constructor', trace({ constructor: { name: 'x' } }), 'constructor: unknown field'],
  [
    'toString as data',
    withOp('{"op":"write","data":{"toString":1}}'),
    'ops[0].data: expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}, found an object',
  ],
  ['a name with a terminal’s codes', trace({ '\u001b[2J\n': 1 }), '["\\u001b[2J\\n"]: unknown field'],
  [
    'deep nesting',
    trace({ ops: 'X' }).replace('"X"', nested(500_000)),
    'ops[0]: expected an object, found an array',
  ],
  [
    'deep nesting in a field',
    withOp(`{"op":"read","length":${nested(500_000)}}`),
    `ops[0].length: ${LENGTH} or ${RELATIVE}, found an array`,
  ],
  ['deep nesting without end', '{"a":'.repeat(500_000), ENDS_EARLY],
];

/** What can't be read as trace.json, how it comes to be, and why. */
export const UNREADABLE: readonly (readonly [name: string, make: (path: string) => void, reason: string])[] =
  [
    ['nothing at all', () => {}, 'no such file'],
    ['a folder', (path) => mkdirSync(path), 'it is a folder'],
    [
      '200 MB',
      (path) => {
        writeFileSync(path, WHOLE);
        truncateSync(path, 200 * 1_000_000);
      },
      'it is larger than a trace may be (16 MiB)',
    ],
  ];

/** A trace that only its owner might read, and nobody may. */
export function makeUnreadable(folder: string): void {
  writeFileSync(join(folder, 'trace.json'), WHOLE);
  chmodSync(join(folder, 'trace.json'), 0);
}
