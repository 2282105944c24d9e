import {
  STATUS_ACCESS_DENIED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_INVALID,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_PATH_SYNTAX_BAD,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../src/trace/ops/handle-ordinals.ts';
import { on, open, type Rule, read, SILENT } from './calls.ts';
import { UNTOUCHED } from './steps.ts';

const OPENED = {
  ending: 'returned',
  status: STATUS_SUCCESS,
  // R8: Information is what the driver set.
  iosb: { written: true, status: STATUS_SUCCESS, information: undefined },
  eventSignaled: null,
  fileSignaled: true,
  position: 0n,
  buffer: null,
} as const;

const WITHOUT_FILE = {
  ending: 'returned',
  iosb: { written: false },
  eventSignaled: null,
  fileSignaled: null,
  position: null,
  buffer: null,
} as const;

/** Other names of the device: by the directories' own other names. */
const OTHER_NAMES: readonly Rule[] = [
  '\\??\\GLOBALROOT\\Device\\Example',
  '\\??\\GlobalRoot\\??\\GLOBALROOT\\DosDevices\\Example',
  '\\GLOBAL??\\Example',
  '\\??\\Global\\Example\\sub',
  '\\DosDevices\\GLOBAL\\Example',
  '\\??\\GLOBALROOT\\GLOBAL??\\Example\\\\',
].map((name) => ({ arm: 'R9 opened', title: name, call: open({ name }), expected: OPENED }));

/** Names with an empty component before the device's. */
const EMPTY_COMPONENTS: readonly Rule[] = [
  '\\\\',
  '\\\\Device\\Example',
  '\\Device\\',
  '\\Device\\\\Example',
  '\\??\\',
  '\\DosDevices\\\\Example',
  '\\GLOBAL??\\',
  '\\??\\GLOBALROOT\\',
  '\\??\\GLOBALROOT\\\\Device\\Example',
].map((name) => ({
  arm: 'R1 missing directory',
  title: `${name} has an empty component`,
  call: open({ name }),
  expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_NAME_INVALID },
}));

/** Directories, which are no devices. */
const DIRECTORIES: readonly Rule[] = [
  '\\',
  '\\device',
  '\\??',
  '\\DosDevices',
  '\\GLOBAL??',
  '\\??\\Global',
  '\\??\\GLOBALROOT',
  '\\??\\GLOBALROOT\\Device',
].map((name) => ({
  arm: 'R1 name not found',
  title: `${name} is a directory`,
  call: open({ name }),
  expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_TYPE_MISMATCH },
}));

export const HANDLE_RULES: readonly Rule[] = [
  ...OTHER_NAMES,
  ...EMPTY_COMPONENTS,
  ...DIRECTORIES,
  { arm: 'R9 opened', call: open(), expected: OPENED },
  {
    arm: 'R9 opened',
    title: 'overlapped',
    call: open({ overlapped: true }),
    expected: { ...OPENED, position: null },
  },
  { arm: 'R9 opened', title: 'whatever the case', call: open({ name: '\\??\\eXAMPLE' }), expected: OPENED },
  { arm: 'R9 opened', title: 'another name', call: open({ name: '\\Device\\Example' }), expected: OPENED },
  { arm: 'R9 opened', title: 'DosDevices', call: open({ name: '\\DosDevices\\Example' }), expected: OPENED },
  {
    arm: 'R9 opened',
    title: 'empty path behind it',
    call: open({ name: '\\??\\Example\\' }),
    expected: OPENED,
  },
  {
    arm: 'R9 opened',
    title: 'a path behind it',
    call: open({ name: '\\??\\Example\\sub' }),
    expected: OPENED,
  },
  { arm: 'R9 opened', title: 'not exclusive', before: [open()], call: open(), expected: OPENED },
  {
    arm: 'R9 opened',
    title: 'exclusive and free again',
    config: { exclusive: true },
    before: [open(), on('NtClose')],
    call: open(),
    expected: OPENED,
  },
  {
    arm: 'R9 opened',
    title: 'as the device likes',
    config: { device: SILENT },
    call: open(),
    expected: OPENED,
  },
  ...(['read-write', 'write', 'append'] as const).map(
    (access): Rule => ({
      arm: 'R6 appends unbuffered',
      title: `${access}, whatever the name`,
      call: open({ access, options: ['no-intermediate-buffering'], name: '\\Nowhere\\Example' }),
      expected: { status: STATUS_INVALID_PARAMETER, iosb: UNTOUCHED, fileSignaled: null },
    }),
  ),
  {
    arm: 'R9 opened',
    title: 'for reading, unbuffered',
    call: open({ access: 'read', options: ['no-intermediate-buffering'] }),
    expected: OPENED,
  },
  {
    arm: 'R9 opened',
    title: 'with other options, and shared otherwise',
    call: open({ options: ['write-through', 'alertable'], share: 'none' }),
    expected: OPENED,
  },
  {
    arm: 'R8 IRP allocation',
    title: 'comes before the device has a say',
    call: open({ during: failing('irp-allocation') }),
    expected: { status: STATUS_INSUFFICIENT_RESOURCES, iosb: UNTOUCHED, fileSignaled: null },
  },
  {
    arm: 'R4 exclusive',
    title: 'comes before the IRP',
    config: { exclusive: true },
    before: [open()],
    call: open({ during: failing('irp-allocation') }),
    expected: { status: STATUS_ACCESS_DENIED },
  },
  {
    arm: 'R9 opened',
    title: 'though the device may not get what it asks for',
    call: open({ during: failing('pool-allocation') }),
    expected: OPENED,
  },
  {
    arm: 'R19 own open',
    title: 'refused by a device that does not get what it asks for',
    call: open({ during: failing('pool-allocation') }),
    expected: { status: undefined, fileSignaled: null },
  },
  {
    arm: 'R19 own open',
    config: { device: SILENT },
    call: open(),
    expected: { ...WITHOUT_FILE, status: undefined },
  },
  {
    arm: 'R1 name not found',
    call: open({ name: '\\??\\Example2' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_NAME_NOT_FOUND },
  },
  {
    arm: 'R1 name not found',
    title: 'in \\Device',
    call: open({ name: '\\Device\\Nothing' }),
    expected: { status: STATUS_OBJECT_NAME_NOT_FOUND },
  },
  {
    arm: 'R1 name not found',
    title: 'in the root',
    call: open({ name: '\\Example' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_NAME_NOT_FOUND },
  },
  {
    arm: 'R1 name not found',
    title: 'in the root, by its other name',
    call: open({ name: '\\??\\GLOBALROOT\\Example' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_NAME_NOT_FOUND },
  },
  {
    arm: 'R9 opened',
    title: 'a link that its driver names by the global directory',
    config: { deviceNames: ['\\DosDevices\\Global\\Example'] },
    call: open({ name: '\\??\\Example' }),
    expected: OPENED,
  },
  {
    arm: 'R1 missing directory',
    call: open({ name: '\\Nowhere\\Example' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_PATH_NOT_FOUND },
  },
  {
    arm: 'R1 missing directory',
    title: 'either status',
    call: open({ name: '\\Device\\Nothing\\sub' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_NAME_NOT_FOUND },
  },
  {
    arm: 'R1 missing directory',
    title: 'a name that is not fully qualified',
    call: open({ name: 'Device\\Example' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_PATH_SYNTAX_BAD },
  },
  {
    arm: 'R1 missing directory',
    title: 'no name',
    call: open({ name: '' }),
    expected: { ...WITHOUT_FILE, status: STATUS_OBJECT_PATH_SYNTAX_BAD },
  },
  {
    arm: 'R4 exclusive',
    config: { exclusive: true },
    before: [open()],
    call: open({ name: '\\??\\Example\\sub' }),
    expected: { ...WITHOUT_FILE, status: STATUS_ACCESS_DENIED },
  },
  {
    arm: 'R4 exclusive',
    title: 'while a duplicate is open',
    config: { exclusive: true },
    before: [open(), on('NtDuplicateObject'), on('NtClose')],
    call: open(),
    expected: { status: STATUS_ACCESS_DENIED },
  },
  {
    arm: 'R11 duplicated',
    config: { exclusive: true },
    before: [open()],
    call: on('NtDuplicateObject'),
    expected: { ...WITHOUT_FILE, status: STATUS_SUCCESS },
  },
  {
    arm: 'R11 handle closed',
    before: [open(), on('NtDuplicateObject')],
    call: on('NtClose', 1),
    expected: { ...WITHOUT_FILE, status: STATUS_SUCCESS },
  },
  {
    arm: 'R11 last handle closed',
    before: [open(), on('NtDuplicateObject'), on('NtClose', 0)],
    call: on('NtClose', 1),
    expected: { ...WITHOUT_FILE, status: STATUS_SUCCESS },
  },
  {
    arm: 'R36 buffered read',
    title: 'through a duplicate',
    before: [open(), on('NtDuplicateObject'), on('NtClose', 0)],
    call: read({ handle: 1 }),
    expected: { status: STATUS_SUCCESS },
  },
  {
    arm: 'R20.1 invalid handle',
    title: 'close of none',
    call: on('NtClose', NO_HANDLE),
    expected: { ...WITHOUT_FILE, status: STATUS_INVALID_HANDLE },
  },
  {
    arm: 'R20.1 invalid handle',
    title: 'close twice',
    before: [open(), on('NtClose')],
    call: on('NtClose'),
    expected: { status: STATUS_INVALID_HANDLE },
  },
  {
    arm: 'R20.1 invalid handle',
    title: 'close of the event, which is the caller’s own',
    call: on('NtClose', EVENT_HANDLE),
    expected: { status: STATUS_INVALID_HANDLE },
  },
  {
    arm: 'R20.1 invalid handle',
    title: 'duplicate of none',
    call: on('NtDuplicateObject', NO_HANDLE),
    expected: { ...WITHOUT_FILE, status: STATUS_INVALID_HANDLE },
  },
];
