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
  notUint64,
  notWhole,
  oneOfBreaks,
  tooMany,
  unknown,
  unknownFields,
  wrongTypes,
} from './breaks.ts';
import { type Field, type FieldsObject, field, ofOp } from './field.ts';
import { EACH } from './places.ts';

const OBJECT_FOUND = 'expected an object, found ';
const DURING = 'expected an array of at most 16 entries';

/** Every kind of operation. */
export const KINDS = [
  ...['open', 'read', 'write', 'flush', 'set-position', 'query-position', 'duplicate', 'close'],
  ...['control', 'fs-control'],
  ...['CreateFile', 'ReadFile', 'WriteFile', 'SetFilePointerEx', 'FlushFileBuffers'],
  ...['DeviceIoControl', 'CloseHandle'],
  ...['File::open', 'File::read', 'File::read_to_end', 'File::write', 'File::write_all'],
];

/** What a list of what happens can't be. */
export const during: readonly Break[] = [
  ...wrongTypes(DURING, 'array'),
  ...tooMany(DURING, 16, { at: 'system-mapping', do: 'fail' }),
];

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
const lengthTo = (largest: number): readonly Break[] => {
  const expected = `expected a whole number from 0 to ${largest}`;
  return [...notWhole(expected, 0, largest), ...wrongTypes(expected, 'number', 'object'), ...relative];
};
const length = lengthTo(2 ** 24);
const ALL_THERE = 'expected a whole number from 0 to 16777216, or memory "first-page"';
/** Of a system call, which may be longer than what is there. */
const transferLength: readonly Break[] = [
  ...lengthTo(2 ** 32 - 1),
  ...broken(ALL_THERE, 'more than is there', 2 ** 24 + 1, 2 ** 32 - 1),
];

const DATA = 'expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}, found ';
const HEX = 'expected an even number of hexadecimal digits for at most 65536 bytes, found ';
const POINTED = ['caller', 'read-only', 'unmapped', 'non-canonical', 'unmapped-kernel', 'kernel'];
const PLACES = 'expected an array of 1 to 8 places, found ';
const PLACE = 'expected {"at": n, "bytes": "…"} or {"at": n, "pointer": "…"}, found ';
const PLACE_HEX = 'expected an even number of lower-case hexadecimal digits for 1 to 64 bytes, found ';
/** The only place of some data is wrong. */
const onlyPlace = (breaks: readonly Break[]): Break[] =>
  breaks.map(({ value, inner, ...rest }) => ({ ...rest, value: [value], inner: `[0]${inner}` }));
const places: readonly Break[] = [
  ...wrongTypes(PLACES, 'array'),
  ...broken(PLACES, 'no places', []),
  ...tooMany(PLACES, 8, { at: 0, bytes: '00' }),
  ...onlyPlace([
    ...wrongTypes(PLACE, 'object'),
    ...broken(PLACE, 'no known form', { at: 0 }),
    ...unknown(broken(PLACE, 'two forms', { at: 0, bytes: '00', pointer: 'kernel' })),
    ...inside({ bytes: '00' }, 'at', integerBreaks(0, 2 ** 24)),
    ...inside({ pointer: 'kernel' }, 'at', integerBreaks(0, 2 ** 24)),
    ...inside({ at: 0 }, 'bytes', [
      ...broken(PLACE_HEX, 'odd number of digits', 'a', 'abc'),
      ...broken(PLACE_HEX, 'no digit', 'ag', ' aa', '0x', 'aa\n'),
      ...broken(PLACE_HEX, 'upper case', 'AB', 'aB'),
      ...broken(PLACE_HEX, 'none', ''),
      ...broken(PLACE_HEX, 'too long by one byte', '00'.repeat(65)),
      ...wrongTypes(PLACE_HEX, 'text'),
    ]),
    ...inside({ at: 0 }, 'pointer', oneOfBreaks(POINTED)),
    ...unknownFields({ at: 0, bytes: '00' }, ['length']),
    ...unknownFields({ at: 0, pointer: 'kernel' }, ['length']),
  ]),
];
const data: readonly Break[] = [
  ...wrongTypes(DATA, 'object'),
  ...broken(DATA, 'no known form', {}),
  ...unknown(broken(DATA, 'two forms', { pattern: 'zero', hex: '00' }, { pattern: 'counter', hex: '00' })),
  ...inside({}, 'pattern', oneOfBreaks(['counter', 'zero'])),
  ...inside({ pattern: 'counter' }, 'seed', integerBreaks(0, 2 ** 32 - 1)),
  ...inside({ pattern: 'counter' }, 'places', places),
  ...inside({}, 'hex', notHex(HEX)),
  ...unknownFields({ pattern: 'counter', seed: 0 }, ['data']),
  ...unknownFields({ pattern: 'zero' }, ['seed', 'places']),
  ...unknownFields({ hex: '00' }, ['seed', 'places']),
];

const NAME = 'expected null or text of at most 4096 characters, found ';
const name: readonly Break[] = [
  ...broken(NAME, 'too long by one', 'x'.repeat(4097)),
  ...broken(NAME, 'far too long', '\\'.repeat(40_000)),
  ...wrongTypes(NAME, 'text', 'null'),
];
const MEMORY = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
  'kernel-page',
  'first-page',
];

/** A signed 64-bit number. */
const int64: readonly Break[] = [...notInt64(`${INT64}, found `), ...wrongTypes(`${INT64}, found `, 'text')];

const UINT64 = 'an unsigned 64-bit decimal string such as "0", found ';
const overlapped: readonly Break[] = [
  ...notUint64(`expected null or ${UINT64}`, `expected ${UINT64}`),
  ...wrongTypes(`expected null or ${UINT64}`, 'text', 'null'),
];

/** The fields of every transfer through a buffer of the caller's. */
const transfer = (kind: string, lengths = length): Field[] => [
  ofOp(kind, 'handle', handle),
  ofOp(kind, 'length', lengths),
  ofOp(kind, 'buffer', wrongTypes(OBJECT_FOUND, 'object')),
  field(['ops', EACH, 'buffer', 'pageOffset'], integerBreaks(0, 4095), kind),
  field(['ops', EACH, 'buffer', 'memory'], oneOfBreaks(MEMORY), kind),
  field(['ops', EACH, 'buffer', 'shared'], flagBreaks(), kind),
  ofOp(kind, 'event', flagBreaks()),
];

/** The fields of system calls that transfer. */
const nativeTransfer = (kind: string): Field[] => [
  ...transfer(kind, transferLength),
  ofOp(kind, 'offset', offset),
  ofOp(kind, 'key', integerBreaks(0, 2 ** 32 - 1)),
  ofOp(kind, 'during', during),
];

const OUTPUT_AT = 'expected a whole number from -16777216 to 16777216';
const outputAt: readonly Break[] = [
  ...notWhole(OUTPUT_AT, -(2 ** 24), 2 ** 24),
  // How far it may be follows from the lengths, which are less in every document.
  ...broken('expected a whole number from ', 'out of reach of the input', -(2 ** 24), 2 ** 24),
  ...wrongTypes(OUTPUT_AT, 'number', 'null'),
];

/** The fields of a control request, which has a buffer on each side. */
const controlRequest = (kind: string): Field[] => [
  ofOp(kind, 'handle', handle),
  ofOp(kind, 'code', integerBreaks(0, 2 ** 32 - 1)),
  ...['input', 'output'].flatMap((side) => [
    ofOp(kind, side, wrongTypes(OBJECT_FOUND, 'object')),
    field(
      ['ops', EACH, side, 'length'],
      [...integerBreaks(0, 2 ** 32 - 1), ...broken(ALL_THERE, 'more than is there', 2 ** 24 + 1)],
      kind,
    ),
    field(['ops', EACH, side, 'pageOffset'], integerBreaks(0, 4095), kind),
    field(['ops', EACH, side, 'memory'], oneOfBreaks(MEMORY), kind),
    field(['ops', EACH, side, 'shared'], flagBreaks(), kind),
  ]),
  field(['ops', EACH, 'output', 'at'], outputAt, kind),
  ofOp(kind, 'data', data),
  ofOp(kind, 'event', flagBreaks()),
];

const DISPOSITIONS = ['OPEN_EXISTING', 'OPEN_ALWAYS', 'CREATE_ALWAYS', 'CREATE_NEW', 'TRUNCATE_EXISTING'];
const FILE_CALLS = ['File::read', 'File::read_to_end', 'File::write', 'File::write_all'];
const OPTIONS = ['read', 'write', 'append', 'truncate', 'create', 'createNew'];

const OPEN_OPTIONS = ['write-through', 'no-intermediate-buffering', 'alertable'];
const SOME_OPTIONS =
  'expected some of "write-through", "no-intermediate-buffering" or "alertable", each once, in this order, found ';
const openOptions: readonly Break[] = [
  ...wrongTypes(SOME_OPTIONS, 'array'),
  ...broken(SOME_OPTIONS, 'in another order', ['alertable', 'write-through'], OPEN_OPTIONS.toReversed()),
  ...broken(SOME_OPTIONS, 'twice', ['alertable', 'alertable'], [...OPEN_OPTIONS, 'alertable']),
  ...[...notOneOf(SOME_OPTIONS, OPEN_OPTIONS), ...wrongTypes(SOME_OPTIONS, 'text')].map(
    (each): Break => ({ ...each, value: [each.value], inner: '[0]' }),
  ),
];

/** Every field of operations. */
export const OP_FIELDS: readonly Field[] = [
  ofOp('open', 'name', name),
  ofOp('open', 'access', oneOfBreaks(['read-write', 'read', 'write', 'append'])),
  ofOp('open', 'overlapped', flagBreaks()),
  ofOp('open', 'options', openOptions),
  ofOp('open', 'share', oneOfBreaks(['read-write', 'none', 'read', 'write', 'delete', 'all'])),
  ...nativeTransfer('read'),
  ...nativeTransfer('write'),
  ofOp('write', 'data', data),
  ofOp('set-position', 'position', int64),
  ...['flush', 'set-position', 'query-position', 'duplicate', 'close'].map((kind) =>
    ofOp(kind, 'handle', handle),
  ),
  ...['open', 'flush', 'set-position', 'query-position', 'close', 'control', 'fs-control'].map((kind) =>
    ofOp(kind, 'during', during),
  ),
  ...['control', 'fs-control', 'DeviceIoControl'].flatMap(controlRequest),
  ofOp('DeviceIoControl', 'overlapped', flagBreaks()),
  ofOp('CreateFile', 'name', name),
  ofOp('CreateFile', 'access', oneOfBreaks(['read-write', 'read', 'write', 'append', 'none'])),
  ofOp('CreateFile', 'disposition', oneOfBreaks(DISPOSITIONS)),
  ofOp('CreateFile', 'overlapped', flagBreaks()),
  ...['ReadFile', 'WriteFile'].flatMap((kind) => [...transfer(kind), ofOp(kind, 'overlapped', overlapped)]),
  ofOp('SetFilePointerEx', 'distance', int64),
  ofOp('SetFilePointerEx', 'method', oneOfBreaks(['FILE_BEGIN', 'FILE_CURRENT', 'FILE_END'])),
  ofOp('File::open', 'name', name),
  ofOp('File::open', 'options', wrongTypes(OBJECT_FOUND, 'object')),
  ...OPTIONS.map((option) => field(['ops', EACH, 'options', option], flagBreaks(), 'File::open')),
  ...['SetFilePointerEx', 'FlushFileBuffers', 'CloseHandle', ...FILE_CALLS].map((kind) =>
    ofOp(kind, 'handle', handle),
  ),
  ...['File::read', 'File::write', 'File::write_all'].map((kind) => ofOp(kind, 'length', length)),
  ...['WriteFile', 'File::write', 'File::write_all'].map((kind) => ofOp(kind, 'data', data)),
];

/** Operations and what they hold. */
export const OP_OBJECTS: readonly FieldsObject[] = [
  { place: ['ops', EACH, 'buffer'], kind: 'read', others: ['length', 'pages'] },
  { place: ['ops', EACH, 'buffer'], kind: 'write', others: ['length', 'pages'] },
  { place: ['ops', EACH], kind: 'open', others: ['handle', 'length'] },
  { place: ['ops', EACH], kind: 'read', others: ['data', 'position', 'name', 'fault'] },
  { place: ['ops', EACH], kind: 'write', others: ['position', 'access'] },
  { place: ['ops', EACH], kind: 'flush', others: ['length'] },
  { place: ['ops', EACH], kind: 'set-position', others: ['offset'] },
  { place: ['ops', EACH], kind: 'query-position', others: ['position'] },
  { place: ['ops', EACH], kind: 'duplicate', others: ['access', 'during'] },
  { place: ['ops', EACH], kind: 'close', others: ['position'] },
  ...['control', 'fs-control'].flatMap((kind): FieldsObject[] => [
    { place: ['ops', EACH, 'input'], kind, others: ['data', 'pages', 'at'] },
    { place: ['ops', EACH, 'output'], kind, others: ['data', 'offset'] },
    { place: ['ops', EACH], kind, others: ['length', 'offset', 'buffer'] },
  ]),
  { place: ['ops', EACH, 'input'], kind: 'DeviceIoControl', others: ['data', 'pages'] },
  { place: ['ops', EACH, 'output'], kind: 'DeviceIoControl', others: ['data', 'offset'] },
  { place: ['ops', EACH, 'buffer'], kind: 'ReadFile', others: ['length'] },
  { place: ['ops', EACH, 'buffer'], kind: 'WriteFile', others: ['pages'] },
  { place: ['ops', EACH, 'options'], kind: 'File::open', others: ['create_new', 'access'] },
  { place: ['ops', EACH], kind: 'CreateFile', others: ['share', 'handle'] },
  { place: ['ops', EACH], kind: 'ReadFile', others: ['data', 'offset', 'key', 'during'] },
  { place: ['ops', EACH], kind: 'WriteFile', others: ['offset', 'key', 'during'] },
  { place: ['ops', EACH], kind: 'SetFilePointerEx', others: ['position'] },
  { place: ['ops', EACH], kind: 'FlushFileBuffers', others: ['length'] },
  { place: ['ops', EACH], kind: 'DeviceIoControl', others: ['length', 'during', 'buffer'] },
  { place: ['ops', EACH], kind: 'CloseHandle', others: ['during'] },
  { place: ['ops', EACH], kind: 'File::open', others: ['access', 'disposition'] },
  { place: ['ops', EACH], kind: 'File::read', others: ['buffer', 'overlapped'] },
  { place: ['ops', EACH], kind: 'File::read_to_end', others: ['length'] },
  { place: ['ops', EACH], kind: 'File::write', others: ['buffer'] },
  { place: ['ops', EACH], kind: 'File::write_all', others: ['overlapped'] },
];
