import { describe, expect, it } from 'vitest';
import { applicableKinds } from '../../../src/properties/generate/applicable-kinds.ts';
import { dataBytes } from '../../../src/trace/data.ts';
import { NOTHING, pointOf } from '../../../src/trace/during.ts';
import { type OffsetSpec, type Op, opSchema } from '../../../src/trace/ops/index.ts';
import { FRAGMENTATIONS } from '../../../src/trace/trace.ts';
import { countBy, DEFAULT_PROFILE, FULL_PROFILE, opsOf, sampleCases, transfersOf } from './sample.ts';

const CASES = 2000;
const cases = sampleCases(FULL_PROFILE, CASES);
const ops = opsOf(cases);
const transfers = transfersOf(cases);

function textOf(spec: OffsetSpec | number): string {
  return typeof spec === 'object' && spec !== null ? `last ${spec.last}` : String(spec);
}

function expectEach(counts: Record<string, number>, expected: readonly string[]): void {
  for (const name of expected) expect(counts[name], name).toBeGreaterThan(0);
}

describe('what 2,000 cases hold', () => {
  it('is valid by the schema of traces', () => {
    for (const op of ops) expect(opSchema.parse(op)).toEqual(op);
  });

  it.each([
    ['kind', ops.map((op) => op.op), applicableKinds(DEFAULT_PROFILE)],
    [
      'memory',
      transfers.map((op) => op.buffer.memory),
      ['read-write', 'read-only', 'no-access', 'last-page-no-access', 'null', 'kernel'],
    ],
    ['shared memory', transfers.map((op) => String(op.buffer.shared)), ['true', 'false']],
    [
      'offset in the page',
      transfers.map((op) => String(op.buffer.pageOffset)),
      ['0', '1', '8', '15', '16', '512', '2048', '4094', '4095'],
    ],
    [
      'fault',
      transfers.map((op) => String(op.during.map(pointOf))),
      [
        '',
        'irp-allocation',
        'buffer-allocation',
        'system-mapping',
        'pool-allocation',
        'page-locking',
        'dispatch',
        'probe',
      ],
    ],
    ['event', transfers.map((op) => String(op.event)), ['true', 'false']],
    ['key', transfers.map((op) => String(op.key)), ['0', '1', '65535', '65536', '4294967295']],
    [
      'length',
      transfers.map((op) => textOf(op.length)),
      [
        '0',
        '1',
        '2',
        '13',
        '64',
        '4095',
        '4096',
        '4097',
        '8191',
        '8192',
        '8193',
        '12288',
        '16385',
        '20481',
      ].concat(['last -1', 'last 0', 'last 1']),
    ],
    [
      'access',
      ops.map((op) => (op.op === 'open' ? op.access : '')),
      ['read-write', 'read', 'write', 'append'],
    ],
    ['overlapped', ops.map((op) => (op.op === 'open' ? String(op.overlapped) : '')), ['true', 'false']],
    [
      'name',
      ops.map((op) => (op.op === 'open' ? String(op.name) : '')),
      FULL_PROFILE.names.map((name) => String(name)),
    ],
    [
      'handle',
      ops.map((op) => ('handle' in op ? String(op.handle) : '')),
      ['0', '1', '2', 'closed', 'none', 'event'],
    ],
    [
      'position',
      ops.map((op) => (op.op === 'set-position' ? op.position : '')),
      ['0', '1', '13', '4096', '4294967296', '-1'],
    ],
    ['fragmentation', cases.map((generated) => generated.machine.fragmentation), FRAGMENTATIONS],
  ] as const)('includes every %s', (_, values, expected) => {
    expectEach(
      countBy<string>(values, (value) => value, expected),
      expected,
    );
  });

  it.each(['read', 'write'])('includes every offset in a %s', (kind) => {
    const offsets = transfers.filter((op) => op.op === kind).map((op) => textOf(op.offset));
    const expected = ['0', '1', '4095', '4096', '4097', '4294967295', '4294967296', '4294967297'].concat(
      ['9223372036854775807', '-1', '-2', '-3', '-9223372036854775808', 'null'],
      ['last -1', 'last 0', 'last 1'],
    );
    expectEach(
      countBy(offsets, (value) => value, expected),
      expected,
    );
  });

  it('includes counter patterns without bytes kept for poison, zeros, and runs of any bytes as data', () => {
    const data = ops.flatMap((op) => (op.op === 'write' ? [op.data] : []));
    const seeds = new Set(data.flatMap((spec) => ('seed' in spec ? [spec.seed] : [])));
    expect(Math.max(...seeds)).toBe(238);
    expect(seeds.has(0)).toBe(true);
    expect(data.some((spec) => 'pattern' in spec && spec.pattern === 'zero')).toBe(true);
    for (const spec of data) {
      if ('pattern' in spec) expect(dataBytes(spec, 1)[0]).toBeLessThanOrEqual(239);
    }
    expect(data.some((spec) => 'hex' in spec && /f[0-9a-f]/.test(spec.hex))).toBe(true);
  });

  it('never shares memory that is none, and closes and duplicates no event', () => {
    for (const { buffer } of transfers) {
      if (buffer.shared) expect(['null', 'kernel']).not.toContain(buffer.memory);
    }
    for (const op of ops) {
      if (op.op === 'close' || op.op === 'duplicate') expect(op.handle).not.toBe('event');
    }
  });
});

describe('the length of cases', () => {
  it('averages 12 to 14 operations, and at least 8 after the first open', () => {
    expect(ops.length / CASES).toBeGreaterThanOrEqual(12);
    expect(ops.length / CASES).toBeLessThanOrEqual(14);
    const afterOpen = cases.map(
      ({ ops: own }) => own.slice(own.findIndex((op) => op.op === 'open')).length - 1,
    );
    expect(afterOpen.reduce((sum, count) => sum + count, 0) / CASES).toBeGreaterThanOrEqual(8);
  });

  it('starts nearly always with an open', () => {
    const opened = cases.filter((generated) => generated.ops[0]?.op === 'open').length;
    expect(opened / CASES).toBeGreaterThan(0.9);
    expect(opened).toBeLessThan(CASES);
  });
});

describe('swarm', () => {
  it.each(applicableKinds(DEFAULT_PROFILE))('leaves %s out of some of the long cases', (kind) => {
    const long = cases.filter((generated) => generated.ops.length >= 13);
    const without = long.filter((generated) => generated.ops.every((op) => op.op !== kind));
    // Nothing can be done without an open; only a case that keeps to values that are no handles has none.
    if (kind === 'open') expect(without.length).toBe(0);
    else expect(without.length / long.length).toBeGreaterThan(0.05);
  });

  it('leaves every kind out of some case', () => {
    for (const kind of applicableKinds(DEFAULT_PROFILE)) {
      expect(
        cases.some((generated) => generated.ops.every((op) => op.op !== kind)),
        kind,
      ).toBe(true);
    }
  });

  it('leaves unusual memory out of most cases', () => {
    const usual = cases.filter((generated) =>
      transfersOf([generated]).every((op) => op.buffer.memory === 'read-write'),
    );
    expect(usual.length / CASES).toBeGreaterThan(0.6);
  });
});

describe('depth', () => {
  it('reads data it has stored in at least half of the cases', () => {
    const deep = cases.filter((generated) => hasReadBack(generated.ops)).length;
    expect(deep / CASES).toBeGreaterThanOrEqual(0.5);
  });
});

/** A write of some bytes to the start, on ordinary memory, and then such a read from within them. */
function hasReadBack(own: readonly Op[]): boolean {
  let storedBytes = 0;
  for (const op of own) {
    if (op.op !== 'read' && op.op !== 'write') continue;
    const lengthBytes = typeof op.length === 'number' ? op.length : Math.max(0, storedBytes + op.length.last);
    if (op.buffer.memory !== 'read-write' || op.during.length > 0 || typeof op.handle !== 'number') continue;
    const offset = typeof op.offset === 'string' ? Number(op.offset) : op.offset === null ? 0 : storedBytes;
    if (op.op === 'write' && offset === 0) storedBytes = Math.min(lengthBytes, 4096);
    if (op.op === 'read' && lengthBytes > 0 && offset >= 0 && offset < storedBytes) return true;
  }
  return false;
}

describe('profiles', () => {
  it('injects faults, zeros and other names only where asked', () => {
    const plain = opsOf(sampleCases({ ...DEFAULT_PROFILE, names: [], zeroData: false }, 500));
    for (const op of plain) {
      if (op.op === 'read' || op.op === 'write') expect(op.during).toBe(NOTHING);
      if (op.op === 'write') expect('pattern' in op.data && op.data.pattern).toBe('counter');
      if (op.op === 'open') expect(op.name).toBeNull();
    }
  });

  it('puts a length that fits in front of most data where asked', () => {
    const fitting = (lengthPrefixed: boolean): number => {
      const writes = transfersOf(sampleCases({ ...DEFAULT_PROFILE, lengthPrefixed }, CASES)).filter(
        (op) => op.op === 'write' && typeof op.length === 'number' && op.length >= 2,
      );
      const fits = writes.filter((op) => {
        const length = typeof op.length === 'number' ? op.length : 0;
        return op.op === 'write' && (dataBytes(op.data, length)[0] ?? 0) < length;
      });
      return fits.length / writes.length;
    };
    expect(fitting(true)).toBeGreaterThan(2 / 3);
    expect(fitting(false)).toBeLessThan(2 / 5);
  });

  it('writes small integers where asked, and nothing else changes', () => {
    const dataOf = (smallIntegers: boolean) =>
      transfersOf(sampleCases({ ...DEFAULT_PROFILE, smallIntegers }, CASES)).flatMap((op) =>
        op.op === 'write' ? [op.data] : [],
      );
    const without = dataOf(false);
    const own = dataOf(true);
    const integers = own.flatMap((data) => ('hex' in data ? [data.hex] : []));
    const small = Array.from({ length: 8 }, (_, index) => `0${index + 1}000000`);
    expect(small.filter((hex) => !integers.includes(hex))).toEqual([]);
    expect(without.some((data) => 'hex' in data && small.includes(data.hex))).toBe(false);
    expect(integers.length / own.length).toBeGreaterThan(1 / 64);
    expect(own.filter((data) => !('hex' in data))).toEqual(
      without.filter((_, at) => !('hex' in (own[at] ?? {}))),
    );
  });

  it('chooses record keys around the length', () => {
    const own = transfersOf(sampleCases({ ...DEFAULT_PROFILE, recordKeys: true }, CASES));
    const relation = own.flatMap((op) =>
      typeof op.length === 'number' && op.length > 64 ? [String((op.key & 0xffff) - op.length)] : [],
    );
    expectEach(
      countBy(relation, (value) => value, []),
      ['-1', '0', '1'],
    );
    const sizes = own.map((op) => String(op.key));
    expectEach(
      countBy(sizes, (value) => value, []),
      ['0', '1', '2', '4', '8', '16', '64', '65536', '65544'],
    );
    for (const op of own) expect(op.key).toBeLessThanOrEqual(0x1ffff);
  });

  it('opens again once the one handle of an exclusive device is closed', () => {
    const own = sampleCases({ ...DEFAULT_PROFILE, exclusive: true, names: [] }, CASES);
    const reopened = own.filter(({ ops: list }) =>
      list.some((op, index) => op.op === 'close' && list[index + 1]?.op === 'open'),
    );
    expect(reopened.length).toBeGreaterThan(100);
  });
});
