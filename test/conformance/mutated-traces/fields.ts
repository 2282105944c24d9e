import { irpcheck } from '../dist.ts';
import {
  absent,
  type Break,
  broken,
  flagBreaks,
  integerBreaks,
  oneOfBreaks,
  raw,
  textBreaks,
  tooMany,
  unknown,
  wrongTypes,
} from './breaks.ts';
import { type Field, type FieldsObject, field } from './field.ts';
import { during, KINDS, OP_FIELDS, OP_OBJECTS } from './op-fields.ts';
import { EACH } from './places.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const OBJECT = 'expected an object';
const OBJECT_FOUND = `${OBJECT}, found `;
const ENTRIES = 'expected an array of at most 10000 entries';
const STACK = 'expected an array of at most 1 filter, each "skip" or "copy"';

const required = (breaks: readonly Break[]): Break[] => {
  const [says = ''] = (breaks[0]?.says ?? '').split(', found ');
  return [...breaks, ...absent(says)];
};

const FORMAT = 'expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads';
const laterFormats = ['irptrace/3', 'irptrace/20'];
const noFormats = ['irptrace/0', 'irptrace/2.0', 'IRPTRACE/2', 'irptrace/2 ', ''];

const VERSION = `expected a version such as "${irpcheck.VERSION}", found `;

const object = (...place: Field['place']): Field => ({
  place,
  kind: null,
  breaks: [...wrongTypes(OBJECT_FOUND, 'object'), ...broken(OBJECT_FOUND, 'nearly an object', raw('1e2'))],
});
const PROPERTY = 'expected a property id such as "model/status", found ';
const properties = [
  'model',
  'model/',
  '/status',
  'Model/status',
  'model/status ',
  'a/b/c',
  '__proto__',
  'é/b',
  '',
];
const STATUS =
  'expected the name of an NTSTATUS, such as "STATUS_SUCCESS", or its digits, such as "0xC0001234", found ';
const INFORMATION = 'expected a whole number from 0 to 2^64, found ';
const REASON = 'expected a reason code: 1 to 200 printable ASCII characters, found ';

const SHA256 = 'expected a SHA-256: 64 lower-case hexadecimal digits, found ';

const digestBreaks = (): Break[] => [
  ...broken(
    SHA256,
    'no digest',
    '',
    'a'.repeat(63),
    'A'.repeat(64),
    `${'a'.repeat(63)}g`,
    `${'a'.repeat(64)}\n`,
  ),
  ...broken(SHA256, 'too long by one', 'a'.repeat(65)),
  ...broken(SHA256, 'far too long', 'a'.repeat(50_000)),
  ...wrongTypes(SHA256, 'text'),
];

/** Every field of a trace file, in the order of the file. */
export const FIELDS: readonly Field[] = [
  field(
    ['format'],
    required([
      ...unknown(broken(`${FORMAT}, found `, 'later format', ...laterFormats)),
      ...broken(`${FORMAT}, found `, 'no format', ...noFormats),
      ...wrongTypes(FORMAT, 'text'),
    ]),
  ),
  field(
    ['version'],
    [
      ...broken(VERSION, 'no version', '', '1', '1.0', '1.0.0.0', '01.0.0', 'v1.0.0', '1.0.0 ', '1.0.0\n'),
      ...broken(VERSION, 'not three numbers', '1.-1.0', '1.0.0-rc.1', '1.0.x', '1..0', '__proto__', '١.٠.٠'),
      ...broken(VERSION, 'far too long', '9'.repeat(50_000), `1.0.${'9'.repeat(10)}`),
      ...wrongTypes(VERSION, 'text'),
    ],
  ),
  field(['subject'], required(textBreaks(1, 4096))),
  field(['setting'], [...object().breaks, ...absent(OBJECT)]),
  field(['setting', 'mode'], required(oneOfBreaks(['buffered', 'direct', 'neither']))),
  field(['setting', 'view'], oneOfBreaks(['native', 'win32'])),
  object('setting', 'dialect'),
  field(['setting', 'dialect', 'systemBuffer'], oneOfBreaks(['stale', 'zeroed'])),
  field(['setting', 'dialect', 'strictOffsets'], flagBreaks()),
  object('setting', 'machine'),
  field(['setting', 'machine', 'fragmentation'], oneOfBreaks(['contiguous', 'reversed', 'scattered'])),
  field(['setting', 'machine', 'frameSeed'], integerBreaks(0, 2 ** 30 - 1)),
  field(['setting', 'stack'], [...wrongTypes(STACK, 'array'), ...tooMany(STACK, 1, 'skip')]),
  object('setting', 'conditions'),
  field(['setting', 'conditions', 'poison'], oneOfBreaks(['usual', 'other'])),
  field(['setting', 'conditions', 'refetched'], oneOfBreaks(['unchanged', 'zeros', 'ones'])),
  field(['setting', 'load'], during),
  field(['setting', 'unload'], during),
  field(
    ['ops'],
    [...wrongTypes(ENTRIES, 'array'), ...tooMany(ENTRIES, 10_000, { op: 'open' }), ...absent(ENTRIES)],
  ),
  object('ops', EACH),
  field(['ops', EACH, 'op'], required(oneOfBreaks(KINDS))),
  ...OP_FIELDS,
  object('driver'),
  field(['driver', 'path'], required(textBreaks(1, 4096))),
  field(['driver', 'sha256'], required(digestBreaks())),
  field(['driver', 'openName'], required(textBreaks(1, 4096))),
  object('model'),
  field(['model', 'name'], required(textBreaks(1, 4096))),
  field(['model', 'path'], required(textBreaks(1, 4096))),
  field(['model', 'sha256'], required(digestBreaks())),
  field(['seed'], wrongTypes(OBJECT_FOUND, 'object', 'null')),
  field(['seed', 'seed'], required(integerBreaks(-MAX_SAFE, MAX_SAFE))),
  field(['seed', 'caseIndex'], required(integerBreaks(0, MAX_SAFE))),
  field(['finding'], wrongTypes(OBJECT_FOUND, 'object', 'null')),
  field(
    ['finding', 'property'],
    required([
      ...broken(PROPERTY, 'no property id', ...properties),
      ...broken(PROPERTY, 'too long by one', `${'a'.repeat(100)}/${'b'.repeat(100)}`),
      ...broken(PROPERTY, 'far too long', `${'a'.repeat(50_000)}/b`),
      ...wrongTypes(PROPERTY, 'text'),
    ]),
  ),
  field(
    ['finding', 'reason'],
    required([
      ...broken(REASON, 'no printable ASCII', '', 'a\n', '\t', 'é', '\u007f', 'a\u0000'),
      ...broken(REASON, 'too long by one', 'x'.repeat(201)),
      ...broken(REASON, 'far too long', 'x'.repeat(50_000)),
      ...wrongTypes(REASON, 'text'),
    ]),
  ),
  field(['finding', 'origin'], textBreaks(1, 200)),
  field(['finding', 'minimization'], oneOfBreaks(['complete', 'unfinished', 'none'])),
  field(['finding', 'severity'], oneOfBreaks(['error', 'warning'])),
  field(['finding', 'op'], integerBreaks(0, 9999)),
  field(['finding', 'expected'], textBreaks(0, 65_536)),
  field(['finding', 'observed'], textBreaks(0, 65_536)),
  field(['observed'], [...wrongTypes(ENTRIES, 'array'), ...tooMany(ENTRIES, 10_000, {})]),
  object('observed', EACH),
  field(['observed', EACH, 'ending'], oneOfBreaks(['returned', 'blocked', 'bug-check'])),
  field(
    ['observed', EACH, 'status'],
    [
      ...broken(STATUS, 'no status', '', 'status_success', '_STATUS', ' STATUS_SUCCESS'),
      ...unknown(broken(STATUS, 'unknown status', 'STATUS_', 'STATUS_FINE', 'SUCCESS', 'C0001234')),
      ...broken(STATUS, 'no digits', '0x', '0xC000123', '0xC00012345', '0xc0001234', '0XC0001234'),
      ...broken(STATUS, 'name of a prototype', '__proto__', 'constructor', 'toString'),
      ...broken(STATUS, 'far too long', 'S'.repeat(50_000)),
      ...wrongTypes(STATUS, 'text'),
    ],
  ),
  field(['observed', EACH, 'answer'], textBreaks(0, 65_536)),
  field(['observed', EACH, 'iosbWritten'], flagBreaks()),
  field(
    ['observed', EACH, 'information'],
    [
      ...broken(INFORMATION, 'below the lowest', -1, -0.5, raw('-1e999')),
      ...broken(INFORMATION, 'above the highest', 2 ** 65, raw('1e999'), raw('9'.repeat(400))),
      ...broken(INFORMATION, 'fraction', 0.5, raw('1e-300')),
      ...wrongTypes(INFORMATION, 'number'),
    ],
  ),
];

/** Objects that refuse unknown fields, with names that are fields elsewhere. */
export const OBJECTS: readonly FieldsObject[] = [
  { place: [], kind: null, others: ['mode', 'dialect', 'options', 'machine', 'schedule'] },
  { place: ['setting'], kind: null, others: ['filter', 'fragmentation'] },
  { place: ['setting', 'dialect'], kind: null, others: ['mode'] },
  { place: ['setting', 'machine'], kind: null, others: ['seed'] },
  { place: ['setting', 'conditions'], kind: null, others: ['filter'] },
  { place: ['seed'], kind: null, others: ['index'] },
  { place: ['observed', EACH], kind: null, others: ['op', 'buffer', 'iosbStatus'] },
  { place: ['finding'], kind: null, others: ['consequence', 'cause', 'picture', 'trace'] },
  ...OP_OBJECTS,
];
