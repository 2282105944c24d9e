import type { ExportedTrace } from '../../src/export/exported-trace.ts';
import {
  CTL_CODE,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
} from '../../src/nt/control-code.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_END_OF_FILE, STATUS_INVALID_HANDLE } from '../../src/nt/ntstatus.ts';
import { dataBytes } from '../../src/trace/data.ts';
import { failing } from '../../src/trace/during.ts';
import type { BufferMemory } from '../../src/trace/ops/index.ts';
import { exported, FILE_TRACE, op, success, type Told } from './traces.ts';

/** What would end a comment or a string, or be expanded, in one of the languages, around a word to look for. */
const HOSTILE = [
  '*/ hostile(); /*',
  '"; hostile(); "',
  "'; hostile; '",
  "\n'@\nhostile\n@'\n",
  '\r\nhostile();\u2028hostile();\u0085',
  '"""#hostile"#',
  `$${'{hostile}'} $(hostile) \`hostile\``,
  '#> hostile <#',
  '\\" hostile \\',
  "??/\nhostile(); ??' ??=",
  '\u202ehostile\u2066',
  '\u2018hostile\u2019',
  'Ärger 😀 \ud800 \0',
].join(' ');

const MEMORIES: readonly BufferMemory[] = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
  'kernel-page',
  'first-page',
];

const OPEN: Told = { op: op('open'), allowed: [success(0, { position: 0n })] };

/** Transfers with every value that has a form of its own. */
const TRANSFERS: readonly Told[] = [
  ...MEMORIES.flatMap((memory): Told[] => [
    {
      op: op('read', { length: 1, buffer: { pageOffset: 4095, memory, shared: memory === 'read-only' } }),
      allowed: [{ status: STATUS_ACCESS_VIOLATION }],
    },
    {
      op: op('write', {
        length: 5000,
        buffer: { pageOffset: 1, memory, shared: true },
        data: { hex: 'ff00' },
      }),
      allowed: [success(4096), { status: STATUS_END_OF_FILE, iosbWritten: null }],
    },
  ]),
  ...['-1', '-2', '9223372036854775807', '-9223372036854775808', '4294967296', null].map(
    (offset): Told => ({
      op: op('read', { offset, length: 0, key: 0xffff_ffff, event: true }),
      allowed: [success(0, { position: -(2n ** 63n) })],
    }),
  ),
  ...(['none', 'closed', 'event'] as const).map(
    (handle): Told => ({
      op: op('read', { handle, length: 2 }),
      allowed: [{ status: STATUS_INVALID_HANDLE }, { status: 0xc000_1234 | 0 }],
    }),
  ),
];

const METHODS = [METHOD_BUFFERED, METHOD_IN_DIRECT, METHOD_OUT_DIRECT, METHOD_NEITHER] as const;

/** Control requests with every value that has a form of its own. */
const CONTROLS: readonly Told[] = [
  OPEN,
  ...METHODS.flatMap((method): Told[] => [
    {
      op: op('control', {
        code: CTL_CODE(0xffff, 0xfff, method, 3),
        input: { length: 3, pageOffset: 4094, memory: 'read-write', shared: true },
        output: { length: 5000, pageOffset: 1, memory: 'read-write', shared: false, at: null },
        data: { hex: 'ff00' },
        event: true,
      }),
      allowed: [success(1, { data: Uint8Array.of(1), restOpen: method > METHOD_IN_DIRECT, position: 0n })],
    },
    {
      op: op('fs-control', { code: CTL_CODE(9, 0, method, 0) }),
      allowed: [{ status: STATUS_ACCESS_VIOLATION }, success(0, { data: new Uint8Array(0), restOpen: true })],
    },
  ]),
  ...MEMORIES.map(
    (memory): Told => ({
      op: op('fs-control', {
        code: CTL_CODE(0x22, 0x900, METHOD_IN_DIRECT, 0),
        input: { length: 1 << 20, pageOffset: 0, memory, shared: false },
        output: { length: 1 << 20, pageOffset: 0x10, memory, shared: true, at: null },
      }),
      allowed: null,
    }),
  ),
  ...(['none', 'closed', 'event'] as const).map(
    (handle): Told => ({ op: op('control', { handle }), allowed: [{ status: STATUS_INVALID_HANDLE }] }),
  ),
];

/** One and two MiB, of a pattern and of a long unit. */
const LARGE: readonly Told[] = [
  OPEN,
  { op: op('write', { length: 1 << 20 }), allowed: [success(1 << 20)] },
  {
    op: op('read', { length: 1 << 20 }),
    allowed: [success(1 << 20, { data: dataBytes({ pattern: 'counter', seed: 0 }, 1 << 20) })],
  },
  {
    op: op('write', { length: 1 << 21, data: { hex: '0102030405060708090a0b0c0d0e0fff' } }),
    allowed: [success(1 << 21)],
  },
];

const OTHERS: readonly Told[] = [
  OPEN,
  { op: op('open', { access: 'append', overlapped: true }), allowed: [success(0)] },
  { op: op('open', { access: 'read' }), allowed: [success(0)] },
  { op: op('open', { access: 'write', name: '\\Device\\Other' }), allowed: [success(1)] },
  { op: op('duplicate', { handle: 1 }), allowed: [{}] },
  { op: op('duplicate', { handle: 'event' }), allowed: [{ status: STATUS_INVALID_HANDLE }] },
  { op: op('flush', { handle: 2 }), allowed: null },
  { op: op('set-position', { position: '-9223372036854775808' }), allowed: null },
  { op: op('query-position', { handle: 'event' }), allowed: null },
  { op: op('close', { handle: 'none' }), allowed: null },
  {
    op: op('write', { during: failing('irp-allocation') }),
    allowed: null,
    observed: { status: STATUS_ACCESS_VIOLATION },
  },
  { op: op('close'), allowed: null, observed: { ending: 'bug-check' } },
];

const NAMES: readonly Told[] = [
  HOSTILE,
  '',
  '\ud800',
  'é',
  '\\??\\C:\\é\\"x"\\',
  `\\??\\${'long?'.repeat(800)}`,
  "it's",
  'x??/',
].map((name) => ({ op: op('open', { name }), allowed: [{ status: STATUS_END_OF_FILE }] }));

const HOSTILE_FINDING: Partial<ExportedTrace> = {
  name: HOSTILE,
  openName: HOSTILE,
  modelPath: HOSTILE,
  consequence: HOSTILE,
  finding: {
    property: 'model/status',
    reason: '*/ hostile "; \'@ $(hostile)',
    severity: 'error',
    op: 0,
    expected: HOSTILE,
    observed: HOSTILE,
  },
};

function withSubject(trace: ExportedTrace, subject: string): ExportedTrace {
  return { ...trace, trace: { ...trace.trace, subject } };
}

/** Traces that between them have every kind of operation and every odd value. */
export const ODD_TRACES: Readonly<Record<string, ExportedTrace>> = {
  file: exported(FILE_TRACE),
  transfers: exported([OPEN, ...TRANSFERS]),
  controls: exported(CONTROLS),
  large: exported(LARGE),
  others: exported(OTHERS),
  names: exported(NAMES),
  hostile: withSubject(exported(NAMES, HOSTILE_FINDING), HOSTILE),
};
