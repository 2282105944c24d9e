import { irpcheck } from '../dist.ts';
import {
  absent,
  type Break,
  broken,
  flagBreaks,
  inside,
  integerBreaks,
  notHex,
  notInt64,
  notOneOf,
  notWhole,
  oneOfBreaks,
  raw,
  textBreaks,
  tooMany,
  unknown,
  unknownFields,
  wrongTypes,
} from './breaks.ts';
import { EACH } from './places.ts';

/** A field of a trace file and every way in which its rules can be broken one at a time. */
export interface Field {
  readonly place: readonly (string | typeof EACH)[];
  /** The kind of operation it belongs to, null for all and for fields outside operations. */
  readonly kind: string | null;
  readonly breaks: readonly Break[];
}

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const KINDS = ['open', 'read', 'write', 'flush', 'set-position', 'query-position', 'duplicate', 'close'];
const OBJECT = 'expected an object';
const OBJECT_FOUND = `${OBJECT}, found `;
const ENTRIES = 'expected an array of at most 10000 entries';
const STACK = 'expected an array of at most 1 filter, each "skip" or "copy"';
const DURING = 'expected an array of at most 16 entries';

const required = (breaks: readonly Break[]): Break[] => {
  const [says = ''] = (breaks[0]?.says ?? '').split(', found ');
  return [...breaks, ...absent(says)];
};

const FORMAT = 'expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads';
const laterFormats = ['irptrace/3', 'irptrace/20'];
const noFormats = ['irptrace/0', 'irptrace/2.0', 'IRPTRACE/2', 'irptrace/2 ', ''];

const VERSION = `expected a version such as "${irpcheck.VERSION}", found `;

const RELATIVE = integerBreaks(-65_536, 65_536);
/** `{"last": n}` as the value of an offset or a length. */
const relative: readonly Break[] = [
  ...inside({}, 'last', [...RELATIVE, ...absent('expected a whole number from -65536 to 65536')]),
  ...unknownFields({ last: 0 }, ['offset']),
];

const INT64 = 'expected a 64-bit decimal string such as "0" or "-1"';
const HANDLE = 'expected a whole number from 0 to 2147483647';
const handle: readonly Break[] = [
  ...notWhole(HANDLE, 0, 2 ** 31 - 1),
  ...notOneOf(HANDLE, ['none', 'closed', 'event']),
  ...wrongTypes(HANDLE, 'number', 'text'),
];
const offset: readonly Break[] = [
  ...notInt64(INT64),
  ...wrongTypes(INT64, 'text', 'null', 'object'),
  ...relative,
];
const LENGTH = 'expected a whole number from 0 to 16777216';
const length: readonly Break[] = [
  ...notWhole(LENGTH, 0, 2 ** 24),
  ...wrongTypes(LENGTH, 'number', 'object'),
  ...relative,
];

const DATA = 'expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}, found ';
const HEX = 'expected an even number of hexadecimal digits for at most 65536 bytes, found ';
const data: readonly Break[] = [
  ...wrongTypes(DATA, 'object'),
  ...broken(DATA, 'no known form', {}),
  ...unknown(broken(DATA, 'two forms', { pattern: 'zero', hex: '00' }, { pattern: 'counter', hex: '00' })),
  ...inside({}, 'pattern', oneOfBreaks(['counter', 'zero'])),
  ...inside({ pattern: 'counter' }, 'seed', integerBreaks(0, 2 ** 32 - 1)),
  ...inside({}, 'hex', notHex(HEX)),
  ...unknownFields({ pattern: 'counter', seed: 0 }, ['data']),
  ...unknownFields({ pattern: 'zero' }, ['seed']),
  ...unknownFields({ hex: '00' }, ['seed']),
];

const NAME = 'expected null or text of at most 4096 characters, found ';
const MEMORY = ['read-write', 'read-only', 'no-access', 'last-page-no-access', 'null', 'kernel'];

const object = (...place: Field['place']): Field => ({
  place,
  kind: null,
  breaks: [...wrongTypes(OBJECT_FOUND, 'object'), ...broken(OBJECT_FOUND, 'nearly an object', raw('1e2'))],
});
const field = (place: Field['place'], breaks: readonly Break[], kind: string | null = null): Field => ({
  place,
  kind,
  breaks,
});
const ofOp = (kind: string, name: string, breaks: readonly Break[]): Field =>
  field(['ops', EACH, name], breaks, kind);

const during: readonly Break[] = [
  ...wrongTypes(DURING, 'array'),
  ...tooMany(DURING, 16, { at: 'system-mapping', do: 'fail' }),
];

/** The fields of reads and writes. */
const transfer = (kind: string): Field[] => [
  ofOp(kind, 'handle', handle),
  ofOp(kind, 'offset', offset),
  ofOp(kind, 'length', length),
  ofOp(kind, 'buffer', wrongTypes(OBJECT_FOUND, 'object')),
  field(['ops', EACH, 'buffer', 'pageOffset'], integerBreaks(0, 4095), kind),
  field(['ops', EACH, 'buffer', 'memory'], oneOfBreaks(MEMORY), kind),
  field(['ops', EACH, 'buffer', 'shared'], flagBreaks(), kind),
  ofOp(kind, 'key', integerBreaks(0, 2 ** 32 - 1)),
  ofOp(kind, 'event', flagBreaks()),
  ofOp(kind, 'during', during),
];

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
  ofOp('open', 'name', [
    ...broken(NAME, 'too long by one', 'x'.repeat(4097)),
    ...broken(NAME, 'far too long', '\\'.repeat(40_000)),
    ...wrongTypes(NAME, 'text', 'null'),
  ]),
  ofOp('open', 'access', oneOfBreaks(['read-write', 'read', 'write', 'append'])),
  ofOp('open', 'overlapped', flagBreaks()),
  ...transfer('read'),
  ...transfer('write'),
  ofOp('write', 'data', data),
  ofOp('set-position', 'position', [
    ...notInt64(`${INT64}, found `),
    ...wrongTypes(`${INT64}, found `, 'text'),
  ]),
  ...['flush', 'set-position', 'query-position', 'duplicate', 'close'].map((kind) =>
    ofOp(kind, 'handle', handle),
  ),
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
export const OBJECTS: readonly {
  readonly place: Field['place'];
  readonly kind: string | null;
  readonly others: readonly string[];
}[] = [
  { place: [], kind: null, others: ['mode', 'dialect', 'options', 'machine', 'schedule'] },
  { place: ['setting'], kind: null, others: ['filter', 'fragmentation'] },
  { place: ['setting', 'dialect'], kind: null, others: ['mode'] },
  { place: ['setting', 'machine'], kind: null, others: ['seed'] },
  { place: ['setting', 'conditions'], kind: null, others: ['filter'] },
  { place: ['seed'], kind: null, others: ['index'] },
  { place: ['observed', EACH], kind: null, others: ['op', 'buffer', 'iosbStatus'] },
  { place: ['finding'], kind: null, others: ['consequence', 'cause', 'picture', 'trace'] },
  { place: ['ops', EACH, 'buffer'], kind: 'read', others: ['length', 'pages'] },
  { place: ['ops', EACH, 'buffer'], kind: 'write', others: ['length', 'pages'] },
  { place: ['ops', EACH], kind: 'open', others: ['handle', 'length'] },
  { place: ['ops', EACH], kind: 'read', others: ['data', 'position', 'name', 'fault'] },
  { place: ['ops', EACH], kind: 'write', others: ['position', 'access'] },
  { place: ['ops', EACH], kind: 'flush', others: ['length'] },
  { place: ['ops', EACH], kind: 'set-position', others: ['offset'] },
  { place: ['ops', EACH], kind: 'query-position', others: ['position'] },
  { place: ['ops', EACH], kind: 'duplicate', others: ['access'] },
  { place: ['ops', EACH], kind: 'close', others: ['during'] },
];
