import {
  ERROR_ACCESS_DENIED,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_HANDLE,
  ERROR_INVALID_NAME,
  ERROR_INVALID_PARAMETER,
  ERROR_PATH_NOT_FOUND,
} from '../../../src/nt/win32-error.ts';
import type { CreationDisposition, Win32Access } from '../../../src/trace/ops/index.ts';
import { create, readFile, type Win32Rule, writeFile } from './calls.ts';

const OPENED = { succeeded: true, lastError: 0, errorKind: null, bytes: null, data: null } as const;
const NO_PATH = { succeeded: false, lastError: ERROR_PATH_NOT_FOUND, errorKind: null } as const;
const DENIED = { succeeded: false, lastError: ERROR_ACCESS_DENIED, bytes: 0 } as const;
const DONE = { succeeded: true, lastError: 0 } as const;

const DISPOSITIONS: readonly CreationDisposition[] = [
  'CREATE_NEW',
  'CREATE_ALWAYS',
  'OPEN_EXISTING',
  'OPEN_ALWAYS',
  'TRUNCATE_EXISTING',
];

/** What each access lets a handle do. */
const ACCESS: readonly [Win32Access, reads: boolean, writes: boolean][] = [
  ['read-write', true, true],
  ['read', true, false],
  ['write', false, true],
  ['append', false, true],
  ['none', false, false],
];

export const CREATE_FILE_RULES: readonly Win32Rule[] = [
  ...DISPOSITIONS.map(
    (disposition): Win32Rule => ({
      arm: 'W1d opened',
      title: disposition,
      call: create({ disposition }),
      expected: OPENED,
    }),
  ),
  ...['\\??\\Example', '\\??\\EXAMPLE', '\\\\.\\Example', '\\\\?\\Example', '\\\\.\\Example\\sub'].map(
    (name): Win32Rule => ({ arm: 'W1d opened', title: name, call: create({ name }), expected: OPENED }),
  ),
  ...['Example', 'C:\\Example', '\\Device\\Example', '\\\\server\\Example', '\\??'].map(
    (name): Win32Rule => ({
      arm: 'W1e no such drive',
      title: name,
      call: create({ name }),
      expected: NO_PATH,
    }),
  ),
  { arm: 'W1d empty name', call: create({ name: '' }), expected: NO_PATH },
  {
    arm: 'W1d refused',
    title: 'a name that is not there',
    call: create({ name: '\\\\.\\Missing' }),
    expected: { succeeded: false, lastError: ERROR_FILE_NOT_FOUND, errorKind: null },
  },
  {
    arm: 'W1d opened',
    title: 'a name that leads by the root',
    call: create({ name: '\\\\.\\GLOBALROOT\\Device\\Example' }),
    expected: OPENED,
  },
  {
    arm: 'W1d refused',
    title: 'a directory',
    call: create({ name: '\\\\.\\GLOBALROOT\\Device' }),
    expected: { succeeded: false, lastError: ERROR_INVALID_HANDLE, errorKind: null },
  },
  {
    arm: 'W1d refused',
    title: 'an empty component',
    call: create({ name: '\\\\.\\' }),
    expected: { succeeded: false, lastError: ERROR_INVALID_NAME, errorKind: null },
  },
  {
    arm: 'W1d refused',
    title: 'a directory that is not there',
    call: create({ name: '\\??\\Nowhere\\Example' }),
    expected: NO_PATH,
  },
  {
    arm: 'W1d refused',
    title: 'the second handle to an exclusive device',
    config: { exclusive: true },
    before: [create()],
    call: create(),
    expected: { succeeded: false, lastError: ERROR_ACCESS_DENIED },
  },
  ...(['read', 'append', 'none'] as const).map(
    (access): Win32Rule => ({
      arm: 'W1d truncates without GENERIC_WRITE',
      title: access,
      call: create({ access, disposition: 'TRUNCATE_EXISTING' }),
      expected: { succeeded: false, lastError: ERROR_INVALID_PARAMETER },
    }),
  ),
  {
    arm: 'W1d opened',
    title: 'truncates with GENERIC_WRITE alone',
    call: create({ access: 'write', disposition: 'TRUNCATE_EXISTING' }),
    expected: OPENED,
  },
  ...ACCESS.flatMap(([access, reads, writes]): Win32Rule[] => [
    {
      arm: reads ? 'W1a success' : 'W1 error',
      title: `read with access ${access}`,
      before: [create({ access })],
      call: readFile(),
      expected: reads ? DONE : DENIED,
    },
    {
      arm: writes ? 'W1a success' : 'W1 error',
      title: `write with access ${access}`,
      before: [create({ access })],
      call: writeFile(),
      expected: writes ? DONE : DENIED,
    },
  ]),
];
