import { describe, expect, it } from 'vitest';
import { STATUS_BUFFER_OVERFLOW, STATUS_END_OF_FILE } from '../../../src/nt/ntstatus.ts';
import { noDisclosure } from '../../../src/properties/contract/no-disclosure.ts';
import { noDoubleFetch } from '../../../src/properties/contract/no-double-fetch.ts';
import type { PropertyEvidence } from '../../../src/properties/evidence/property-evidence.ts';
import { METAMORPHIC_PROPERTIES } from '../../../src/properties/metamorphic/index.ts';
import { VARIANT_EVIDENCE } from '../../../src/properties/metamorphic/variant-evidence.ts';
import type { Relation } from '../../../src/properties/relation.ts';
import { breachOf } from '../../../src/properties/verdict.ts';
import { REFETCHED } from '../../../src/trace/conditions.ts';
import { type During, failing, failingAt, NOTHING } from '../../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { canonicalOp, type OpenOp } from '../../../src/trace/ops/index.ts';
import type { Observation } from '../../../src/trace/run/observation.ts';
import type { Run } from '../../../src/trace/run/run.ts';
import type { Violation } from '../../../src/trace/run/violation.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { on, open, read, write } from '../../model/calls.ts';
import { bugCheck, irp, OBSERVED, runOf, traceOf } from '../contract/runs.ts';

function relation(name: string): Relation {
  const found = METAMORPHIC_PROPERTIES.find(({ id }) => id === `metamorphic/${name}`);
  if (found === undefined) throw new Error(`no relation ${name}`);
  return found.relation;
}

const CALLS = [open(), read({ length: 4 })];
const base = runOf({ calls: CALLS });
/** The run with its second observation changed. */
const changed = (fields: Partial<Observation>, more: Partial<Run> = {}): Run =>
  runOf({ calls: CALLS, observations: [OBSERVED, { ...OBSERVED, ...fields }], ...more });

describe('variants', () => {
  const trace: Trace = {
    ...traceOf(),
    ops: [
      canonicalOp('open'),
      { ...canonicalOp('read'), buffer: { pageOffset: 4095, memory: 'read-only', shared: true } },
      canonicalOp('write'),
      canonicalOp('close'),
    ],
  };
  const offsets = (of: Trace): (number | null)[] =>
    of.ops.map((op) => (op.op === 'read' || op.op === 'write' ? op.buffer.pageOffset : null));

  it('alignment: a buffer of which a page can’t be accessed stays where it is', () => {
    const partly = { pageOffset: 4, memory: 'last-page-no-access', shared: false } as const;
    const transfers = [{ ...canonicalOp('write'), buffer: partly }, canonicalOp('read')];
    const moved = relation('alignment').variants({ ...trace, ops: transfers });
    expect(moved.map(offsets)).toEqual([1, 16, 2048, 4095].map((shift) => [4, shift]));
  });

  it('fragmentation: the other two ways, nothing else', () => {
    const spanning = { ...canonicalOp('read'), length: 2, buffer: { ...PLAIN_BUFFER, pageOffset: 4095 } };
    const trace: Trace = { ...traceOf(), ops: [canonicalOp('open'), spanning] };
    const variants = relation('fragmentation').variants(trace);
    expect(variants.map(({ setting }) => setting.machine.fragmentation)).toEqual(['reversed', 'scattered']);
    const [reversed, frames] = variants.map(({ setting }) => setting.machine.frameSeed);
    expect(reversed).toBe(0);
    expect(frames).toBeGreaterThan(0);
    for (const variant of variants) {
      const { machine } = trace.setting;
      expect({ ...variant, setting: { ...variant.setting, machine } }).toEqual(trace);
    }
    const machine = { fragmentation: 'scattered', frameSeed: 5 } as const;
    const scattered = { ...trace, setting: { ...trace.setting, machine } };
    expect(
      relation('fragmentation')
        .variants(scattered)
        .map(({ setting }) => setting.machine.fragmentation),
    ).toEqual(['contiguous', 'reversed']);
  });

  it('fragmentation: none where no buffer lies on two pages', () => {
    const inOnePage = { ...trace, ops: [canonicalOp('open'), { ...canonicalOp('read'), length: 4096 }] };
    expect(relation('fragmentation').variants(inOnePage)).toEqual([]);
    const relative = {
      ...trace,
      ops: [canonicalOp('open'), { ...canonicalOp('read'), length: { last: 0 } }],
    };
    expect(relation('fragmentation').variants(relative)).toHaveLength(2);
  });

  it('neither alignment nor buffering-mode where a page is there of what no memory has', () => {
    const buffer = { pageOffset: 0, memory: 'first-page', shared: false } as const;
    const beyond = {
      ...trace,
      ops: [canonicalOp('open'), { ...canonicalOp('write'), length: 2 ** 31, buffer }],
    };
    expect(
      relation('alignment')
        .variants(beyond)
        .map(({ ops }) => ops[1]),
    ).toEqual(
      relation('alignment')
        .variants(beyond)
        .map(() => beyond.ops[1]),
    );
    expect(relation('buffering-mode').variants(beyond)).toEqual([]);
  });

  it('alignment: every transfer moved within its page, nothing else', () => {
    const variants = relation('alignment').variants(trace);
    expect(variants.map(offsets)).toEqual([
      [null, 0, 1, null],
      [null, 15, 16, null],
      [null, 2047, 2048, null],
      [null, 4094, 4095, null],
    ]);
    expect(variants[0]?.ops[1]).toMatchObject({ buffer: { memory: 'read-only', shared: true } });
    expect({ ...variants[0], ops: trace.ops }).toEqual(trace);
  });

  it.each([
    ['buffered', ['direct']],
    ['direct', ['buffered']],
    ['neither', []],
  ] as const)('buffering-mode: of %s %j', (mode, modes) => {
    const variants = relation('buffering-mode').variants({
      ...trace,
      setting: { ...trace.setting, mode },
    });
    expect(variants.map(({ setting }) => setting.mode)).toEqual(modes);
    expect(variants.every(({ ops }) => ops === trace.ops)).toBe(true);
  });

  it('buffering-mode: none under a fault', () => {
    const { variants } = relation('buffering-mode');
    expect(variants(traceOf(failing('buffer-allocation')))).toEqual([]);
    for (const key of ['load', 'unload'])
      expect(
        variants({ ...trace, setting: { ...trace.setting, [key]: failing('pool-allocation') } }),
      ).toEqual([]);
  });

  it('repeat: the same trace', () => expect(relation('repeat').variants(trace)).toEqual([trace]));

  it('filter: once with each way of passing IRPs on; none where one is there already', () => {
    const { variants } = relation('filter');
    const [skip, copy] = variants(trace);
    expect([skip?.setting, copy?.setting]).toEqual([
      { ...trace.setting, stack: ['skip'] },
      { ...trace.setting, stack: ['copy'] },
    ]);
    expect(skip === undefined ? null : variants(skip)).toEqual([]);
  });
});

describe('what is compared', () => {
  const calls = [
    open(),
    read({ length: 0 }),
    read({ length: 1 }),
    write({ length: 2, buffer: { ...PLAIN_BUFFER, pageOffset: 4095 } }),
    read({ length: 4097 }),
    on('NtClose'),
  ];
  const run = runOf({ calls });

  it.each([
    ['fragmentation', 2],
    ['alignment', 3],
    ['buffering-mode', 3],
    ['filter', 0],
    ['repeat', 6],
  ])('%s: %d', (name, compared) => {
    expect(relation(name).judge(run, run)).toEqual({
      property: `metamorphic/${name}`,
      compared,
      breach: null,
    });
  });

  it('filter: the IRPs that came through one', () => {
    const variant = runOf({ calls, requests: [irp(), irp({ level: 1 }), irp({ level: 1 })] });
    expect(relation('filter').judge(run, variant).compared).toBe(2);
  });
});

const NAMES = METAMORPHIC_PROPERTIES.map(({ id }) => id.replace('metamorphic/', ''));
const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);

describe.each(NAMES)('%s', (name) => {
  const { judge } = relation(name);

  it.each<[string, Partial<Observation>]>([
    ['ending', { ending: 'blocked' }],
    ['status', { status: STATUS_END_OF_FILE }],
    ['information', { information: 3 }],
    ['iosb', { iosbWritten: false }],
    ['iosb', { iosbStatus: STATUS_END_OF_FILE }],
    ['iosb', { eventSignaled: true }],
    ['iosb', { fileSignaled: false }],
    ['position', { position: 1n }],
    ['position', { position: null }],
    ['data', { buffer: bytes(1, 2, 3, 5) }],
    ['data', { buffer: null }],
    ['data', { buffer: bytes(1, 2, 3) }],
  ])('%s differs (%#)', (reason, fields) => {
    expect(judge(base, changed(fields)).breach).toMatchObject({
      property: `metamorphic/${name}`,
      reason,
      severity: 'error',
      op: 1,
    });
  });

  it('a call more, or less', () => {
    const shorter = runOf({ calls: CALLS, observations: [OBSERVED] });
    const less = judge(base, shorter).breach;
    expect(less).toMatchObject({ reason: 'ending', op: 1, expected: 'a call' });
    expect(less?.observed).toMatch(/^no call ./);
    expect(judge(shorter, base).breach).toMatchObject({ reason: 'ending', op: 1, expected: 'no call' });
  });

  it('names the first difference', () => {
    const variant = runOf({
      observations: [
        { ...OBSERVED, information: 9 },
        { ...OBSERVED, ending: 'blocked' },
      ],
    });
    expect(judge(base, variant).breach).toMatchObject({ reason: 'information', op: 0 });
  });

  it('says nothing of surroundings: in-bounds does', () => {
    expect(judge(base, changed({ surroundingsChanged: 4 })).breach).toBeNull();
  });

  it('says nothing from a bug check on', () => {
    const stopped = changed({ ending: 'bug-check' }, { bugCheck: bugCheck(0x50) });
    expect(judge(stopped, base).breach).toBeNull();
    expect(judge(stopped, stopped).breach).toBeNull();
    const { breach } = judge(base, stopped);
    // The contract is judged in the variants of the others, and not below a filter.
    if (name === 'filter') expect(breach).toMatchObject({ reason: 'ending', op: 1 });
    else expect(breach).toBeNull();
    const violation: Violation = { op: 1, request: 0, moment: 8, kind: 'pool-overrun', detail: 'bytes' };
    const corrupt = { ...stopped, violations: [violation] };
    expect(judge(base, corrupt).breach).toBeNull();
  });
});

describe('bytes that count', () => {
  const other = { buffer: bytes(1, 2, 9, 9) };

  it.each<[string, Partial<Observation>, boolean]>([
    ['beyond what was transferred', { information: 2 }, false],
    ['of an error', { status: STATUS_END_OF_FILE, iosbWritten: false, information: 0 }, false],
    ['of a warning', { status: STATUS_BUFFER_OVERFLOW }, false],
    ['transferred', { information: 3 }, true],
    ['transferred, by an Information beyond the buffer', { information: 99 }, true],
  ])('%s', (_name, fields, transferred) => {
    const left = changed(fields);
    const right = changed({ ...fields, ...other });
    const found = NAMES.map((name) => relation(name).judge(left, right).breach?.reason ?? null);
    const partly = transferred ? 'data' : null;
    expect(found).toEqual(['data', partly, partly, 'data', 'data']);
  });
});

describe('contract/no-double-fetch', () => {
  const { variants, judge } = noDoubleFetch.relation;
  const refetches = (bytes: number) => irp({ fetchedBytes: 4, refetchedBytes: bytes });

  it('changes what is fetched again, in each way there is, but not twice over, nor in what is buffered', () => {
    const trace = traceOf();
    const changes = variants(trace).map(({ setting }) => setting.conditions.refetched);
    expect(changes).toEqual(REFETCHED.filter((refetched) => refetched !== 'unchanged'));
    for (const refetched of changes) {
      const conditions = { ...trace.setting.conditions, refetched };
      expect(variants({ ...trace, setting: { ...trace.setting, conditions } })).toEqual([]);
    }
    expect(variants({ ...trace, setting: { ...trace.setting, mode: 'buffered' } })).toEqual([]);
  });

  it('counts a request that fetches once, however often that fetches again', () => {
    const requests = [irp(), refetches(0), refetches(4), refetches(8)];
    const run = runOf({ calls: CALLS, requests });
    expect(judge(run, run)).toMatchObject({ compared: 3, noted: 2, breach: null });
  });
});

it('a trace that opens a handle without intermediate buffering has no variant by alignment (R31)', () => {
  const opened = (options: OpenOp['options']): Trace => ({
    ...traceOf(),
    ops: [{ ...canonicalOp('open'), options }, canonicalOp('read')],
  });
  expect(relation('alignment').variants(opened(['no-intermediate-buffering', 'alertable']))).toEqual([]);
  expect(relation('alignment').variants(opened(['write-through'])).length).toBeGreaterThan(0);
});

describe('a trace in which one passing of a point fails', () => {
  const spanning = { ...canonicalOp('read'), length: 2, buffer: { ...PLAIN_BUFFER, pageOffset: 4095 } };
  const variantsOf = (name: string, during: During) =>
    relation(name).variants({ ...traceOf(), ops: [canonicalOp('open'), { ...spanning, during }] });

  it.each(['fragmentation', 'alignment'])('has no variants by %s, but where each passing fails', (name) => {
    expect(variantsOf(name, failingAt('system-mapping', 0))).toEqual([]);
    expect(variantsOf(name, [...failing('system-mapping'), ...failingAt('pool-allocation', 1)])).toEqual([]);
    expect(variantsOf(name, failing('system-mapping')).length).toBeGreaterThan(0);
    expect(variantsOf(name, NOTHING).length).toBeGreaterThan(0);
  });
});

describe('the bytes that a difference is shown with', () => {
  const other = Uint8Array.of(1, 2, 3, 9);
  const variant = changed({ buffer: other });
  const none = changed({ buffer: null });
  const breach = (reason: string) =>
    breachOf('metamorphic/fragmentation', reason, { op: 1, request: null, moment: 9 }, '', '');
  const shown = (evidence: PropertyEvidence, reason: string, runs: readonly [Run, Run | null]) =>
    evidence.contents?.({ run: runs[0], variant: runs[1] }, breach(reason), () => null) ?? [];

  it('are those of the variant, and those of the run as expected', () => {
    expect(shown(VARIANT_EVIDENCE, 'data', [base, variant])).toEqual([
      {
        what: "the caller's buffer after the read, in the variant",
        start: 0,
        observed: other,
        other: OBSERVED.buffer,
        isExpected: true,
      },
    ]);
  });

  it('are those of both for what is disclosed: neither is what should be', () => {
    expect(
      shown(noDisclosure.evidence, 'stale-bytes', [base, variant]).map(({ start, ...more }) => more),
    ).toEqual([
      { what: "the caller's buffer after the read", observed: OBSERVED.buffer, other, isExpected: false },
      {
        what: expect.stringMatching("^the caller's buffer after the read, "),
        observed: other,
        other: OBSERVED.buffer,
        isExpected: false,
      },
    ]);
  });

  it.each<[what: string, evidence: PropertyEvidence, reason: string]>([
    ['a difference', VARIANT_EVIDENCE, 'data'],
    ['what is disclosed', noDisclosure.evidence, 'stale-bytes'],
  ])('are none of %s without a buffer in both runs, nor for another reason', (_what, evidence, reason) => {
    expect(shown(evidence, reason, [none, variant])).toEqual([]);
    expect(shown(evidence, reason, [base, none])).toEqual([]);
    expect(shown(evidence, reason, [base, null])).toEqual([]);
    expect(shown(evidence, 'status', [base, variant])).toEqual([]);
  });
});
