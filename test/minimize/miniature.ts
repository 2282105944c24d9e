import { STATUS_END_OF_FILE, STATUS_INVALID_HANDLE, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { type Call, isWin32Call } from '../../src/trace/ops/index.ts';
import { Resolver } from '../../src/trace/resolve.ts';
import { NOTHING_OBSERVED, type Observation } from '../../src/trace/run/observation.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** What can be wrong with the miniature. */
export type Defect =
  | 'offset-is-page-offset'
  | 'empty-write-loses-offset'
  | 'read-one-too-many'
  | 'second-page-lost'
  | 'key-is-offset'
  | 'event-truncates'
  | 'second-handle-shares-nothing'
  | 'rewrite-keeps-longest';

interface State {
  data: Uint8Array;
  /** Length of the longest data so far, bytes. */
  longest: number;
}

interface Outcome {
  readonly status: number;
  readonly information: number;
  readonly sum: number;
}

const FAILED: Outcome = { status: STATUS_INVALID_HANDLE, information: 0, sum: 0 };

function write(call: Call & { call: 'NtWriteFile' }, state: State, defect: Defect | null): Outcome {
  let offset = call.offset ?? 0n;
  if (defect === 'offset-is-page-offset' && call.length > 0) offset = BigInt(call.buffer.pageOffset);
  if (defect === 'empty-write-loses-offset' && call.length === 0) offset = 0n;
  if (defect === 'key-is-offset' && call.key > 4096) offset = BigInt(call.key);
  if (offset > 0n) return { status: STATUS_END_OF_FILE, information: 0, sum: 0 };
  let stored = Math.min(4096, call.data.length);
  if (defect === 'second-page-lost' && call.buffer.pageOffset + stored > 4096)
    stored = 4096 - call.buffer.pageOffset;
  if (defect === 'event-truncates' && call.event) stored >>= 1;
  state.longest = Math.max(state.longest, stored);
  state.data = call.data.slice(0, stored);
  return { status: STATUS_SUCCESS, information: stored, sum: 0 };
}

function read(call: Call & { call: 'NtReadFile' }, state: State, defect: Defect | null): Outcome {
  const offset = call.offset === null || call.offset < 0n ? 0n : call.offset;
  let end = state.data.length;
  if (defect === 'rewrite-keeps-longest') end = state.longest;
  let size = offset >= BigInt(end) ? 0 : Math.min(end - Number(offset), call.length);
  if (defect === 'read-one-too-many' && offset > 0n && offset < BigInt(end) && call.length > size) size += 1;
  let sum = 0;
  for (let at = 0; at < size; at += 1) sum += state.data[Number(offset) + at] ?? 0;
  return { status: STATUS_SUCCESS, information: size, sum };
}

function perform(call: Call, state: State, defect: Defect | null): Outcome {
  if (call.call === 'NtCreateFile') return { status: STATUS_SUCCESS, information: 0, sum: 0 };
  if (call.handle < 0) return FAILED;
  if (defect === 'second-handle-shares-nothing' && call.handle > 0 && call.call === 'NtReadFile') {
    return { status: STATUS_SUCCESS, information: 0, sum: 0 };
  }
  if (call.call === 'NtWriteFile') return write(call, state, defect);
  if (call.call === 'NtReadFile') return read(call, state, defect);
  return { status: STATUS_SUCCESS, information: 0, sum: 0 };
}

function observed({ status, information }: Outcome): Observation {
  return {
    ...NOTHING_OBSERVED,
    status,
    iosbWritten: true,
    iosbStatus: status,
    information,
  };
}

/**
 * A much reduced article's device, run beside itself with a defect: the kind of the first call that differs
 * and how, null when none does.
 */
export function firstDifference(trace: Trace, defect: Defect): string | null {
  const resolver = new Resolver('\\??\\Example');
  const right: State = { data: new Uint8Array(0), longest: 0 };
  const wrong: State = { data: new Uint8Array(0), longest: 0 };
  for (const op of trace.ops) {
    const call = resolver.resolve(op);
    if (isWin32Call(call)) throw new Error('a trace of system calls');
    const expected = perform(call, right, null);
    const actual = perform(call, wrong, defect);
    if (expected.status !== actual.status) return `${op.op}: status`;
    if (expected.information !== actual.information) return `${op.op}: information`;
    if (expected.sum !== actual.sum) return `${op.op}: data`;
    resolver.observe(call, observed(expected));
  }
  return null;
}
