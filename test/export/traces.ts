import type { ExportedTrace } from '../../src/export/exported-trace.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_END_OF_FILE, STATUS_INVALID_HANDLE } from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import type { AllowedOutcome, ObservedCall, PerformedCall } from '../../src/trace/finding/evidence.ts';
import { canonicalOp, isWin32Call, type Op, type OpKind, type OpOf } from '../../src/trace/ops/index.ts';
import { Resolver } from '../../src/trace/resolve.ts';
import { NOTHING_OBSERVED, type Observation } from '../../src/trace/run/observation.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../../src/trace/trace.ts';

/** The device of these traces. */
export const DEVICE = '\\??\\Example';

/** One operation with what the model allows, the first of it being what was observed unless that is given. */
export interface Told {
  readonly op: Op;
  readonly allowed: readonly Partial<AllowedOutcome>[] | null;
  readonly observed?: Partial<ObservedCall>;
}

/** An operation of a kind whose other fields are canonical. */
export function op<Kind extends OpKind>(kind: Kind, fields: Partial<OpOf<Kind>> = {}): OpOf<Kind> {
  return { ...canonicalOp(kind), ...fields };
}

function observationOf({ ending, status, iosbWritten, information }: ObservedCall): Observation {
  return {
    ...NOTHING_OBSERVED,
    ending,
    status,
    iosbWritten,
    iosbStatus: status,
    information,
  };
}

/** A performed trace, its operations resolved as they are when they run. */
export function exported(told: readonly Told[], parts: Partial<ExportedTrace> = {}): ExportedTrace {
  const openName = parts.openName ?? DEVICE;
  const resolver = new Resolver(openName);
  const calls = told.map(({ op: each, allowed, observed }): PerformedCall => {
    const call = resolver.resolve(each);
    if (isWin32Call(call)) throw new Error('a program of system calls');
    const outcomes = allowed?.map(
      (outcome): AllowedOutcome => ({
        ending: 'returned',
        status: 0,
        iosbWritten: false,
        information: 0,
        data: null,
        position: null,
        ...outcome,
      }),
    );
    const first = outcomes?.[0];
    const seen: ObservedCall = {
      ending: 'returned',
      status: first?.status ?? 0,
      iosbWritten: first?.iosbWritten ?? false,
      information: first?.information ?? 0,
      ...observed,
    };
    resolver.observe(call, observationOf(seen));
    return { call, allowed: outcomes ?? null, observed: seen };
  });
  const trace: Trace = {
    format: TRACE_FORMAT,
    subject: 'article-verbatim',
    setting: settingOf('direct'),
    ops: told.map((each) => each.op),
    seed: null,
  };
  return { name: 'trace', trace, finding: null, consequence: '', openName, modelPath: null, calls, ...parts };
}

/** A success with so many bytes. */
export function success(information: number, more: Partial<AllowedOutcome> = {}): Partial<AllowedOutcome> {
  return { iosbWritten: true, information, ...more };
}

/** What a regular file that has room answers, on Windows as under Wine: writes, reads, positions, refusals. */
export const FILE_TRACE: readonly Told[] = [
  { op: op('open'), allowed: [success(1, { position: 0n })] },
  {
    op: op('write', { length: 5000, buffer: { pageOffset: 4095, memory: 'read-write', shared: false } }),
    allowed: [success(5000, { position: 5000n })],
  },
  {
    op: op('read', {
      offset: '4999',
      length: 1,
      buffer: { pageOffset: 1, memory: 'read-write', shared: true },
    }),
    allowed: [success(1, { data: Uint8Array.of(1 + (4999 % 239)), position: 5000n })],
  },
  // Windows leaves the status block alone, Wine writes it.
  {
    op: op('read', { offset: '5000', length: 3 }),
    allowed: [{ status: STATUS_END_OF_FILE }, success(0, { status: STATUS_END_OF_FILE })],
  },
  { op: op('set-position', { position: '2' }), allowed: [success(0, { position: 2n })] },
  { op: op('query-position'), allowed: [success(8, { position: 2n })] },
  {
    op: op('read', { offset: null, length: 4, event: true, key: 7 }),
    allowed: [success(4, { data: Uint8Array.of(3, 4, 5, 6), position: 6n })],
  },
  {
    op: op('read', { length: 4, buffer: { pageOffset: 0, memory: 'null', shared: false } }),
    allowed: [{ status: STATUS_ACCESS_VIOLATION }],
  },
  {
    op: op('read', { length: 4, buffer: { pageOffset: 4094, memory: 'last-page-no-access', shared: true } }),
    allowed: [{ status: STATUS_ACCESS_VIOLATION }],
  },
  {
    op: op('read', { length: 4, buffer: { pageOffset: 7, memory: 'read-only', shared: false } }),
    allowed: [{ status: STATUS_ACCESS_VIOLATION }],
  },
  { op: op('duplicate'), allowed: [{}] },
  { op: op('close'), allowed: [{}] },
  { op: op('flush', { handle: 0 }), allowed: [success(0)] },
  { op: op('read', { handle: 'closed', length: 1 }), allowed: [{ status: STATUS_INVALID_HANDLE }] },
  {
    op: op('write', { length: 1, during: failing('irp-allocation') }),
    allowed: null,
    observed: { status: STATUS_ACCESS_VIOLATION },
  },
  { op: op('close'), allowed: [{}] },
];
