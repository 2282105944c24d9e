import { STATUS_END_OF_FILE } from '../../src/nt/ntstatus.ts';
import type { Evidence } from '../../src/trace/finding/evidence.ts';
import type { Finding } from '../../src/trace/finding/finding.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { RefusedCases } from '../../src/trace/refusal.ts';
import { type CampaignResult, type PropertyResult, RESULT_FORMAT } from '../../src/trace/result/result.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../../src/trace/trace.ts';

export const OPEN_NAME = '\\??\\Example';

/** A trace whose second operation writes one byte, one byte into a page. */
export function unalignedWrite(parts: Partial<Trace> = {}): Trace {
  return {
    format: TRACE_FORMAT,
    subject: 'article-verbatim',
    setting: settingOf('direct'),
    ops: [
      canonicalOp('open'),
      {
        ...canonicalOp('write'),
        length: 1,
        buffer: { pageOffset: 1, memory: 'read-write', shared: false },
      },
    ],
    seed: { seed: 1, caseIndex: 7 },
    ...parts,
  };
}

/** A trace of 41 operations, as they are generated. */
export function generatedTrace(): Trace {
  const { ops } = unalignedWrite();
  return unalignedWrite({ ops: [...ops, ...Array.from({ length: 39 }, () => canonicalOp('read'))] });
}

/** What the unaligned write shows. */
export const EVIDENCE: Evidence = {
  timeline: [
    {
      op: 0,
      actor: 'caller',
      to: 'io-manager',
      text: 'NtCreateFile \\??\\Example',
      isMarked: false,
    },
    {
      op: 1,
      actor: 'io-manager',
      to: 'driver',
      text: 'IRP_MJ_WRITE, Length 1, ByteOffset 0',
      isMarked: false,
    },
    {
      op: 1,
      actor: 'driver',
      to: 'io-manager',
      text: 'IoCompleteRequest STATUS_END_OF_FILE, Information 0',
      isMarked: true,
    },
  ],
  facts: [
    { kind: 'request.offset', request: 1, detail: { offset: '1', byteOffset: '0' } },
    { kind: 'returned', request: 1, detail: { status: STATUS_END_OF_FILE } },
  ],
  buffer: {
    pageOffset: 1,
    lengthBytes: 1,
    memory: 'read-write',
    shared: false,
    frames: [7],
    irp: { lengthBytes: 1, delivery: 'mdl' },
    mapped: true,
    offending: [],
  },
  bytes: [],
  observed: [
    { ending: 'returned', status: 0, iosbWritten: true, information: 1 },
    { ending: 'returned', status: STATUS_END_OF_FILE, iosbWritten: true, information: 0 },
  ],
  signs: ['request.offset mdl'],
};

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    property: 'model/status',
    reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
    severity: 'error',
    op: 1,
    where: { op: 1, request: 1, moment: 6 },
    expected: 'STATUS_SUCCESS, Information 1',
    observed: 'STATUS_END_OF_FILE',
    consequence: 'WriteFile fails with ERROR_HANDLE_EOF',
    remarks: [],
    trace: unalignedWrite(),
    original: generatedTrace(),
    executions: 99,
    minimization: 'complete',
    relevance: { matters: ['in-page offset (≥ 1)'], doesNotMatter: ['key', 'data'], executions: 33 },
    evidence: EVIDENCE,
    known: false,
    ...parts,
  };
}

export function property(parts: Partial<PropertyResult> = {}): PropertyResult {
  return {
    id: 'model/status',
    verdict: 'ok',
    compared: 612_408,
    unit: 'calls',
    breaches: 0,
    note: '',
    ...parts,
  };
}

/** A result that conforms. */
export function result(parts: Partial<CampaignResult> = {}): CampaignResult {
  return {
    format: RESULT_FORMAT,
    version: '0.1.0',
    subject: 'article',
    openName: OPEN_NAME,
    model: null,
    seed: 1,
    casesRequested: 60_000,
    cases: 60_000,
    calls: 612_408,
    executions: 118_000,
    distinctTraces: 59_994,
    modes: [
      { mode: 'buffered', cases: 30_000, calls: 306_204 },
      { mode: 'direct', cases: 30_000, calls: 306_204 },
    ],
    opKinds: {
      open: 60_000,
      read: 200_000,
      write: 210_000,
      flush: 10_000,
      'set-position': 12_000,
      'query-position': 13_000,
      duplicate: 1000,
      close: 106_408,
    },
    coverage: [
      { op: 'read', mode: 'buffered', size: '1', calls: 100_000 },
      { op: 'read', mode: 'direct', size: '4096', calls: 100_000 },
    ],
    modelArms: { 'R1 name not found': 12, 'R4 exclusive': 0, 'R9 opened': 60_000 },
    properties: [
      property(),
      property({ id: 'model/data', compared: 41_377, unit: 'bytes' }),
      property({
        id: 'model/user-ptr',
        verdict: 'skipped',
        compared: 0,
        unit: 'uses of UserPtr',
        note: 'no T',
      }),
    ],
    notChecked: ['model/user-ptr: no T'],
    during: { entries: 4000, struck: 3000 },
    findings: [],
    corpus: null,
    baseline: null,
    conclusion: 'conforms',
    timing: null,
    ...parts,
  };
}

/** Seven cases of a driver that pends its reads. */
export const REFUSED: RefusedCases = {
  cases: 7,
  traces: 0,
  first: {
    caseIndex: 3,
    feature: 'asynchronous requests',
    op: 1,
    operation: 'read',
    major: 'IRP_MJ_READ',
    variant: null,
  },
};

/** A result with one finding. */
export function failed(parts: Partial<CampaignResult> = {}): CampaignResult {
  return result({
    subject: 'article-verbatim',
    properties: [property({ verdict: 'finding', breaches: 1234 })],
    notChecked: [],
    findings: [finding()],
    conclusion: 'findings',
    ...parts,
  });
}
