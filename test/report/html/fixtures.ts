import { STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import {
  type Actor,
  type BufferEvidence,
  type Evidence,
  NO_EVIDENCE,
  type ObservedCall,
  type TimelineEvent,
} from '../../../src/trace/finding/evidence.ts';
import type { Finding } from '../../../src/trace/finding/finding.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { type CampaignResult, SIZE_CLASSES } from '../../../src/trace/result/result.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { BUFFERING_MODES, type BufferingMode, type Trace } from '../../../src/trace/trace.ts';
import { EVIDENCE, finding, property, result, unalignedWrite } from '../results.ts';

const SUCCEEDED: ObservedCall = {
  ending: 'returned',
  status: STATUS_SUCCESS,
  iosbWritten: true,
  information: 0,
};

function event(op: number, actor: Actor, to: Actor | null, text: string, isMarked = false): TimelineEvent {
  return { op, actor, to, text, isMarked };
}

/** Events of an open, as operation `op`. */
function opened(op: number): TimelineEvent[] {
  return [
    event(op, 'caller', 'io-manager', 'NtCreateFile \\??\\Example, read-write'),
    event(op, 'io-manager', 'driver', 'IRP_MJ_CREATE'),
    event(op, 'driver', 'io-manager', 'IoCompleteRequest STATUS_SUCCESS, Information 1'),
    event(op, 'io-manager', 'caller', 'STATUS_SUCCESS, handle 0'),
  ];
}

export function buffer(parts: Partial<BufferEvidence> = {}): BufferEvidence {
  return {
    pageOffset: 0,
    lengthBytes: 1,
    memory: 'read-write',
    shared: false,
    frames: [7],
    irp: { lengthBytes: parts.lengthBytes ?? 1, delivery: 'mdl' },
    mapped: true,
    offending: [],
    ...parts,
  };
}

function traceOf(mode: BufferingMode, ops: readonly Op[], parts: Partial<Trace> = {}): Trace {
  return unalignedWrite({ setting: settingOf(mode), ops, ...parts });
}

/** Hexadecimal of `length` bytes that count up from `first`. */
function counting(first: number, length: number): string {
  return Array.from({ length }, (_, index) => ((first + index) & 255).toString(16).padStart(2, '0')).join('');
}

const READ_5_PAGES: Op = {
  ...canonicalOp('read'),
  length: 18_000,
  buffer: { ...PLAIN_BUFFER, pageOffset: 0x7f0 },
};

function evidence(parts: Partial<Evidence>): Evidence {
  return { ...NO_EVIDENCE, observed: [{ ...SUCCEEDED, information: 1 }], ...parts };
}

const STATUS: Finding = finding({
  origin: 'IRP_MJ_WRITE',
  evidence: evidence({
    timeline: [
      ...opened(0),
      event(1, 'caller', 'io-manager', 'NtWriteFile handle 0, ByteOffset 0, Length 1, buffer at +0x001'),
      event(1, 'io-manager', null, 'IRP with an MDL: ByteOffset 1, ByteCount 1'),
      event(1, 'io-manager', 'driver', 'IRP_MJ_WRITE, Length 1, ByteOffset 0, Key 0'),
      event(1, 'driver', null, 'MmGetSystemAddressForMdlSafe: mapped'),
      event(1, 'driver', null, 'request.offset() = 1'),
      event(1, 'driver', 'io-manager', 'IoCompleteRequest STATUS_END_OF_FILE, Information 0', true),
      event(1, 'io-manager', null, 'MDL unlocked and freed; no copy-back'),
      event(1, 'io-manager', 'caller', 'STATUS_END_OF_FILE, status block not written', true),
    ],
    facts: EVIDENCE.facts,
    buffer: buffer({ pageOffset: 1 }),
    observed: [
      { ...SUCCEEDED, information: 1 },
      { ending: 'returned', status: STATUS_END_OF_FILE, iosbWritten: false, information: 0 },
    ],
  }),
});

const DATA: Finding = finding({
  property: 'model/data',
  reason: 'wrong-bytes',
  origin: 'IRP_MJ_READ',
  op: 2,
  expected: 'byte 4112 is 0x10',
  observed: 'byte 4112 is 0x00, 48 of 18000 bytes differ',
  consequence: 'the caller reads other bytes than the device holds',
  relevance: {
    matters: ['frames (scattered or reversed)', 'length (≥ 4097)', 'mode (direct)'],
    doesNotMatter: ['offset', 'second mapping', 'event', 'key', 'data', 'overlapped', 'dialect'],
    executions: 120,
  },
  trace: traceOf('direct', [canonicalOp('open'), { ...canonicalOp('write'), length: 18_000 }, READ_5_PAGES], {
    setting: settingOf('direct', { machine: { fragmentation: 'scattered', frameSeed: 5 } }),
  }),
  evidence: evidence({
    timeline: [
      ...opened(0),
      event(2, 'caller', 'io-manager', 'NtReadFile handle 0, ByteOffset 0, Length 18000, buffer at +0x7f0'),
      event(2, 'io-manager', 'driver', 'IRP_MJ_READ, Length 18000, ByteOffset 0, Key 0'),
      event(2, 'driver', 'io-manager', 'IoCompleteRequest STATUS_SUCCESS, Information 18000'),
      event(
        2,
        'io-manager',
        'caller',
        'STATUS_SUCCESS, Information 18000; 48 bytes of the buffer are wrong',
        true,
      ),
    ],
    facts: [
      { kind: 'complete', request: 2, detail: { status: STATUS_SUCCESS, information: 18_000 } },
      { kind: 'returned', request: 2, detail: { status: STATUS_SUCCESS } },
    ],
    buffer: buffer({
      pageOffset: 0x7f0,
      lengthBytes: 18_000,
      frames: [12, 4, 9, 2, 15],
      offending: [
        { from: 4112, to: 4144 },
        { from: 9000, to: 9016 },
      ],
    }),
    bytes: [
      {
        what: "the caller's buffer after the read",
        from: 4080,
        expected: counting(0xf0, 96),
        observed: `${counting(0xf0, 32)}${'00'.repeat(16)}${counting(0x20, 2)}4142${counting(0x24, 44)}`,
        totalBytes: 18_000,
      },
    ],
    observed: [{ ...SUCCEEDED, information: 1 }, SUCCEEDED, { ...SUCCEEDED, information: 18_000 }],
  }),
});

const OVERRUN: Finding = finding({
  property: 'contract/in-bounds',
  reason: 'pool-overrun-in-IRP_MJ_READ',
  origin: 'IRP_MJ_READ',
  expected: 'memory of others untouched',
  observed: 'bytes beyond a pool block of 2 bytes (IoSB) were written',
  consequence: 'memory of others is corrupted; bug check 0x19, 0x50 or 0x3B sooner or later',
  trace: traceOf('buffered', [canonicalOp('open'), { ...canonicalOp('read'), length: 2, key: 2 }]),
  minimization: 'unfinished',
  evidence: evidence({
    timeline: [
      ...opened(0),
      event(1, 'caller', 'io-manager', 'NtReadFile handle 0, ByteOffset 0, Length 2, Key 2'),
      event(1, 'io-manager', 'driver', 'IRP_MJ_READ, Length 2, ByteOffset 0, Key 2, SystemBuffer of 2'),
      event(1, 'driver', null, 'UserPtr.write<T>: T of 2 bytes'),
      event(1, 'driver', null, 'wrote 2 bytes beyond a pool block of 2 bytes (IoSB)', true),
      event(1, 'driver', 'io-manager', 'IoCompleteRequest STATUS_SUCCESS, Information 2'),
      event(1, 'io-manager', null, 'bug check 0xC1 SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION', true),
    ],
    facts: [
      {
        kind: 'violation',
        request: 1,
        detail: { kind: 'pool-overrun', detail: 'bytes beyond a pool block of 2 bytes (IoSB) were written' },
      },
      { kind: 'userPtr', request: 1, detail: { method: 'write', sizeBytes: 2, movedBytes: 4 } },
    ],
    buffer: buffer({
      lengthBytes: 2,
      irp: { lengthBytes: 2, delivery: 'system-buffer' },
      mapped: false,
      offending: [{ from: 2, to: 4 }],
    }),
    bytes: [{ what: 'what the driver wrote', from: 0, expected: null, observed: '41424344', totalBytes: 4 }],
    observed: [SUCCEEDED, { ending: 'bug-check', status: 0, iosbWritten: false, information: 0 }],
  }),
});

const TWICE: Finding = finding({
  property: 'contract/complete-once',
  reason: 'completed-twice',
  origin: 'another request',
  expected: 'completed once',
  observed: 'IRP_MJ_FLUSH_BUFFERS completed 2 times',
  consequence: 'bug check 0x44 MULTIPLE_IRP_COMPLETE_REQUESTS, or silent corruption',
  trace: traceOf('buffered', [canonicalOp('open'), canonicalOp('flush')]),
  evidence: evidence({
    timeline: [
      ...opened(0),
      event(1, 'caller', 'io-manager', 'NtFlushBuffersFile handle 0'),
      event(1, 'io-manager', 'driver', 'IRP_MJ_FLUSH_BUFFERS'),
      event(1, 'driver', 'io-manager', 'IoCompleteRequest STATUS_INVALID_PARAMETER, Information 0'),
      event(1, 'driver', null, 'IoStatus.Status of a completed IRP_MJ_FLUSH_BUFFERS was written'),
      event(
        1,
        'driver',
        'io-manager',
        'IoCompleteRequest STATUS_INVALID_DEVICE_REQUEST, Information 0',
        true,
      ),
      event(1, 'io-manager', null, 'bug check 0x44 MULTIPLE_IRP_COMPLETE_REQUESTS', true),
    ],
    observed: [SUCCEEDED, { ending: 'bug-check', status: 0, iosbWritten: false, information: 0 }],
  }),
});

const FETCHED: Finding = finding({
  property: 'contract/no-double-fetch',
  reason: 'model-status',
  severity: 'warning',
  trace: traceOf('neither', [canonicalOp('open'), { ...canonicalOp('write'), length: 3000 }]),
  evidence: evidence({
    timeline: [...opened(0), event(1, 'driver', 'caller', 'reads 4 bytes of the buffer a second time', true)],
    buffer: buffer({
      pageOffset: 3000,
      lengthBytes: 3000,
      shared: true,
      frames: [3, 2],
      irp: { lengthBytes: 3000, delivery: 'user-buffer' },
      mapped: false,
      offending: [{ from: 0, to: 4 }],
    }),
  }),
});

const DISCLOSED: Finding = finding({
  property: 'metamorphic/fragmentation',
  reason: 'data',
  trace: traceOf('direct', [canonicalOp('open'), { ...canonicalOp('read'), length: 1_228_000 }]),
  evidence: evidence({
    buffer: buffer({
      pageOffset: 400,
      lengthBytes: 1_228_000,
      frames: Array.from({ length: 300 }, (_, page) => 600 - page),
      offending: [
        { from: 600_000, to: 600_001 },
        { from: 1_227_990, to: 1_228_010 },
      ],
    }),
  }),
});

const EMPTY: Finding = finding({
  property: 'model/iosb',
  reason: 'written-for-STATUS_END_OF_FILE',
  known: true,
  note: 'mended in 2.1',
  trace: traceOf('neither', [canonicalOp('open'), { ...canonicalOp('write'), offset: '1' }]),
  evidence: evidence({
    buffer: buffer({ lengthBytes: 0, frames: [], irp: { lengthBytes: 0, delivery: 'none' }, mapped: false }),
  }),
});

const LEAK: Finding = finding({
  property: 'contract/no-leak',
  reason: 'pool-leaked',
  op: 2,
  minimization: 'none',
  evidence: NO_EVIDENCE,
});

/** One finding of each family and shape. */
export const FINDINGS: readonly Finding[] = [STATUS, DATA, OVERRUN, TWICE, FETCHED, DISCLOSED, EMPTY, LEAK];

/** A result with all of them, and something in every section. */
export function rich(parts: Partial<CampaignResult> = {}): CampaignResult {
  const ids = [...new Set(FINDINGS.map((each) => each.property))];
  return result({
    subject: 'article-verbatim',
    modes: BUFFERING_MODES.map((mode) => ({ mode, cases: 20_000, calls: 204_136 })),
    coverage: BUFFERING_MODES.flatMap((mode, place) => [
      { op: 'open' as const, mode, size: null, calls: 20_000 },
      { op: 'close' as const, mode, size: null, calls: 812 },
      ...SIZE_CLASSES.slice(0, 6 - place).map((size, index) => {
        return { op: 'read' as const, mode, size, calls: 7 ** (index + 2) };
      }),
      ...SIZE_CLASSES.map((size, index) => ({ op: 'write' as const, mode, size, calls: 12 ** index })),
    ]),
    properties: [
      ...ids.map((id) => property({ id, verdict: 'finding', breaches: 1234 })),
      property({ id: 'model/position' }),
      property({
        id: 'model/user-ptr',
        verdict: 'skipped',
        compared: 0,
        note: 'the driver moves no typed values',
      }),
    ],
    notChecked: ['model/user-ptr: the driver moves no typed values'],
    findings: FINDINGS,
    corpus: { traces: 12, showing: 1 },
    baseline: {
      known: 1,
      fixed: [{ property: 'model/status', reason: 'too-large', mode: 'direct', note: 'ticket 12' }],
    },
    conclusion: 'findings',
    timing: { startedAt: '2026-01-02T03:04:05.000Z', elapsedMs: 8300, workers: 2, shards: 1 },
    ...parts,
  });
}
