import { describe, expect, it } from 'vitest';
import { STATUS_PENDING, STATUS_SUCCESS, STATUS_UNSUCCESSFUL } from '../../src/nt/ntstatus.ts';
import { failing, NOTHING } from '../../src/trace/during.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../src/trace/ops/handle-ordinals.ts';
import {
  type Call,
  canonicalOp,
  type HandleRef,
  type LengthSpec,
  type NativeOp,
  type OffsetSpec,
} from '../../src/trace/ops/index.ts';
import { Resolver } from '../../src/trace/resolve.ts';
import { NOTHING_OBSERVED, type Observation } from '../../src/trace/run/observation.ts';

const RETURNED: Observation = {
  ...NOTHING_OBSERVED,
  status: STATUS_SUCCESS,
  iosbWritten: true,
  iosbStatus: STATUS_SUCCESS,
  information: 0,
};

const OPEN = canonicalOp('open');
const CLOSE = canonicalOp('close');
const READ = canonicalOp('read');
const WRITE = canonicalOp('write');

/** Resolves an operation and lets it lead to an observation. */
function perform(resolver: Resolver, op: NativeOp, seen: Partial<Observation> = {}): Call {
  const call = resolver.resolve(op);
  resolver.observe(call, { ...RETURNED, ...seen });
  return call;
}

function handleOf(resolver: Resolver, ref: HandleRef): number {
  return (resolver.resolve({ ...canonicalOp('flush'), handle: ref }) as { handle: number }).handle;
}

/** A resolver with so many open handles and a write of `written` bytes behind it. */
function resolverAfter(opens: number, written = 0): Resolver {
  const resolver = new Resolver('\\??\\Example');
  for (let count = 0; count < opens; count += 1) perform(resolver, OPEN);
  perform(resolver, { ...WRITE, length: written }, { information: written });
  return resolver;
}

describe('handles', () => {
  it.each<[number, HandleRef, number]>([
    [0, 0, NO_HANDLE],
    [0, 7, NO_HANDLE],
    [3, 'none', NO_HANDLE],
    [0, 'none', NO_HANDLE],
    [0, 'event', EVENT_HANDLE],
    [3, 'event', EVENT_HANDLE],
    [3, 0, 0],
    [3, 2, 2],
    [3, 3, 0],
    [3, 1000, 1],
  ])('with %d open, %s is ordinal %d', (opens, ref, handle) =>
    expect(handleOf(resolverAfter(opens), ref)).toBe(handle),
  );

  it('a close forgets one; the others keep their ordinals', () => {
    const resolver = resolverAfter(3);
    perform(resolver, { ...CLOSE, handle: 1 });
    expect([0, 1, 2].map((ref) => handleOf(resolver, ref))).toEqual([0, 2, 0]);
    perform(resolver, OPEN);
    expect([0, 1, 2].map((ref) => handleOf(resolver, ref))).toEqual([0, 2, 3]);
  });

  it.each<[string, NativeOp, Partial<Observation>]>([
    ['a create that fails', OPEN, { status: STATUS_UNSUCCESSFUL }],
    ['a create that blocks', OPEN, { ending: 'blocked' }],
    ['a bug check', OPEN, { ending: 'bug-check' }],
    ['a close that fails', CLOSE, { status: STATUS_UNSUCCESSFUL }],
    ['a close of no handle', { ...CLOSE, handle: 'none' }, {}],
    ['a read', READ, {}],
  ])('%s changes nothing', (_name, op, seen) => {
    const resolver = resolverAfter(2);
    perform(resolver, op, seen);
    expect([0, 1, 2].map((ref) => handleOf(resolver, ref))).toEqual([0, 1, 0]);
  });

  it('`closed` is the handle closed last, and none before any was', () => {
    const resolver = resolverAfter(2);
    expect(handleOf(resolver, 'closed')).toBe(NO_HANDLE);
    perform(resolver, { ...CLOSE, handle: 1 });
    expect(handleOf(resolver, 'closed')).toBe(1);
    perform(resolver, CLOSE);
    expect(handleOf(resolver, 'closed')).toBe(0);
  });

  it('a duplicate is the next', () => {
    const resolver = resolverAfter(1);
    perform(resolver, { op: 'duplicate', handle: 0 });
    expect(handleOf(resolver, 1)).toBe(1);
  });
});

describe('lengths', () => {
  it.each<[number, LengthSpec, number]>([
    [10, 5, 5],
    [10, { last: 0 }, 10],
    [10, { last: 1 }, 11],
    [10, { last: -10 }, 0],
    [10, { last: -11 }, 0],
    [0, { last: 4 }, 4],
  ])('after a write of %d bytes, %j is %d', (written, length, expected) => {
    const resolver = resolverAfter(1, written);
    expect(resolver.resolve({ ...READ, length })).toMatchObject({ length: expected });
    const call = resolver.resolve({ ...WRITE, length });
    expect(call).toMatchObject({ length: expected });
    expect((call as { data: Uint8Array }).data).toHaveLength(expected);
  });

  it.each<[string, Partial<Observation>]>([
    ['failed', { status: STATUS_UNSUCCESSFUL, information: 99 }],
    ['wrote no status block', { status: STATUS_PENDING, iosbWritten: false, information: 99 }],
    ['blocked', { ending: 'blocked', information: 99 }],
  ])('a write that %s does not count', (_name, seen) => {
    const resolver = resolverAfter(1, 10);
    perform(resolver, { ...WRITE, length: 99 }, seen);
    expect(resolver.resolve({ ...READ, length: { last: 0 } })).toMatchObject({ length: 10 });
  });

  it('a claim beyond what was asked for does not count', () => {
    const resolver = resolverAfter(1);
    perform(resolver, { ...WRITE, length: 4 }, { information: 99 });
    expect(resolver.resolve({ ...WRITE, length: { last: 0 } })).toMatchObject({ length: 4 });
  });
});

describe('offsets', () => {
  it.each<[OffsetSpec, bigint | null]>([
    [null, null],
    ['0', 0n],
    ['-1', -1n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    [{ last: 0 }, 10n],
    [{ last: -11 }, -1n],
    [{ last: 5 }, 15n],
  ])('after a write of 10 bytes, %j is %s', (offset, expected) => {
    expect(resolverAfter(1, 10).resolve({ ...READ, offset })).toMatchObject({ offset: expected });
  });
});

describe('what an operation stands for', () => {
  it('an open without a name: the subject', () => {
    expect(resolverAfter(0).resolve(OPEN)).toEqual({
      call: 'NtCreateFile',
      name: '\\??\\Example',
      access: 'read-write',
      overlapped: false,
      options: [],
      share: 'read-write',
      during: NOTHING,
    });
    expect(resolverAfter(0).resolve({ ...OPEN, name: 'x' })).toMatchObject({ name: 'x' });
  });

  it('a transfer: all of its fields', () => {
    const fields = { key: 3, event: true, during: failing('irp-allocation') } as const;
    const buffer = { pageOffset: 5, memory: 'read-only', shared: true } as const;
    const common = { handle: 0, offset: 2n, length: 4, ...fields, buffer };
    const op = { handle: 0, offset: '2', length: 4, buffer, ...fields } as const;
    expect(resolverAfter(1).resolve({ op: 'read', ...op })).toEqual({ call: 'NtReadFile', ...common });
    expect(resolverAfter(1).resolve({ op: 'write', data: { pattern: 'zero' }, ...op })).toEqual({
      call: 'NtWriteFile',
      ...common,
      data: new Uint8Array(4),
    });
  });

  it.each<[NativeOp, Call]>([
    [canonicalOp('flush'), { call: 'NtFlushBuffersFile', handle: 0, during: NOTHING }],
    [
      { ...canonicalOp('set-position'), position: '-7' },
      { call: 'NtSetInformationFile', handle: 0, position: -7n, during: NOTHING },
    ],
    [canonicalOp('query-position'), { call: 'NtQueryInformationFile', handle: 0, during: NOTHING }],
    [canonicalOp('duplicate'), { call: 'NtDuplicateObject', handle: 0 }],
    [CLOSE, { call: 'NtClose', handle: 0, during: NOTHING }],
  ])('%j', (op, call) => expect(resolverAfter(1).resolve(op)).toEqual(call));
});
