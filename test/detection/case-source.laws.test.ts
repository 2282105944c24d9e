import { describe, expect, it } from 'vitest';
import { casesOf } from '../../src/detection/case-source.ts';
import { PAGE_SIZE } from '../../src/nt/page.ts';
import { applicableKinds } from '../../src/properties/generate/applicable-kinds.ts';
import { MAX_OPS } from '../../src/properties/generate/case-words.ts';
import { generateCase } from '../../src/properties/generate/generate-case.ts';
import { LONG_OPS } from '../../src/properties/generate/long-case.ts';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { CASE_SOURCES, type CaseSourceName } from '../../src/trace/result/detection-result.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { traceOf } from '../campaign/subjects.ts';
import { CONTROLS_PROFILE, DEFAULT_PROFILE, shrunk } from '../properties/generate/sample.ts';

const CASES = 400;

const VALUE_SOURCES = [
  'without-bands',
  'without-runs',
  'without-numbers',
  'without-lengths-beyond-memory',
  'without-payloads',
  'without-open-options',
] as const;
const WITH_LONG_CASES: readonly CaseSourceName[] = ['ours', ...VALUE_SOURCES];

function sample(source: CaseSourceName, count = CASES, profile = DEFAULT_PROFILE) {
  const arbitrary = casesOf(source, profile);
  return Array.from({ length: count }, (_, index) => generateCase(arbitrary, 7, index).value);
}

/** Kinds that a case has beside opens. */
function kinds(ops: readonly Op[]): number {
  return new Set(ops.map(({ op }) => op)).size;
}

/** Transfers whose length or offset is relative to the length last written. */
function relatives(ops: readonly Op[]): Op[] {
  return ops.filter(
    (op) =>
      (op.op === 'read' || op.op === 'write') &&
      [op.length, op.offset].some((spec) => typeof spec === 'object' && spec !== null),
  );
}

describe.each(CASE_SOURCES)('%s', (source) => {
  it.each([
    ['', DEFAULT_PROFILE],
    [', control requests among them', CONTROLS_PROFILE],
  ])('generates traces with every kind of operation, of a campaign’s lengths%s', (_which, profile) => {
    const cases = sample(source, CASES, profile);
    for (const { machine, ops } of cases.slice(0, 50)) {
      const trace = traceOf('direct', ops, { setting: settingOf('direct', { machine }) });
      expect(parseTrace(formatTrace(trace)).trace).toEqual(trace);
    }
    expect(new Set(cases.flatMap(({ ops }) => ops.map(({ op }) => op)))).toEqual(
      new Set(applicableKinds(profile)),
    );
    const lengths = cases.map(({ ops }) => ops.length);
    const isLong = (length: number): boolean => length >= LONG_OPS.least && length <= LONG_OPS.most;
    const longest = Math.max(...lengths.filter((length) => !isLong(length)));
    expect(longest).toBeLessThanOrEqual(MAX_OPS);
    expect(longest).toBeGreaterThan(MAX_OPS - 5);
    expect(lengths.some(isLong)).toBe(WITH_LONG_CASES.includes(source));
  });

  it('gives the same case for the same seed and index', () => {
    expect(sample(source, 20)).toEqual(sample(source, 20));
  });

  it('shrinks to what it could have generated', () => {
    const arbitrary = casesOf(source, DEFAULT_PROFILE);
    const simpler = [...shrunk(arbitrary, generateCase(arbitrary, 7, 3))];
    expect(simpler.length).toBeGreaterThan(0);
    for (const { value } of simpler) expect(value.ops.length).toBeLessThanOrEqual(MAX_OPS);
  });
});

describe('what the sources differ in', () => {
  it('without swarm, long cases have more kinds of operations', () => {
    const mean = (source: CaseSourceName): number => {
      const long = sample(source).filter(({ ops }) => ops.length >= 20);
      return long.reduce((sum, { ops }) => sum + kinds(ops), 0) / long.length;
    };
    expect(mean('without-swarm')).toBeGreaterThan(mean('ours') + 1);
  });

  it('without state awareness, nothing but the first operation is sure to open, and nothing is relative', () => {
    const cases = sample('without-state-awareness');
    expect(new Set(cases.map(({ ops }) => ops[0]?.op))).toEqual(new Set(['open']));
    expect(cases.flatMap(({ ops }) => relatives(ops))).toEqual([]);
    expect(sample('ours').flatMap(({ ops }) => relatives(ops)).length).toBeGreaterThan(0);
  });

  it.each<[source: CaseSourceName, has: (op: Op) => boolean]>([
    ['without-bands', (op) => op.op === 'read' && Number(op.length) > 5 * PAGE_SIZE + 1],
    ['without-runs', (op) => op.op === 'write' && 'hex' in op.data],
    [
      'without-open-options',
      (op) => op.op === 'open' && (op.options.length > 0 || op.share !== 'read-write'),
    ],
  ])('%s, none has what that draws', (source, has) => {
    const count = (of: CaseSourceName): number => sample(of).flatMap(({ ops }) => ops.filter(has)).length;
    expect(count('ours')).toBeGreaterThan(0);
    expect(count(source)).toBe(0);
  });

  it('without a value that is drawn seldom, most cases are as they were', () => {
    for (const source of VALUE_SOURCES) {
      const ours = sample('ours').map((each) => JSON.stringify(each));
      const same = sample(source).filter((each, index) => JSON.stringify(each) === ours[index]);
      expect(same.length, source).toBeGreaterThan(CASES / 10);
    }
  });

  it('commands are opened first only where that is asked for', () => {
    const starts = (source: CaseSourceName) => sample(source).map(({ ops }) => ops[0]);
    for (const op of starts('fc-commands-opened')) expect(op).toMatchObject({ op: 'open', name: null });
    expect(starts('fc-commands').some((op) => op?.op === 'open' && op.name !== null)).toBe(true);
  });

  it.each(['fc-commands', 'fc-commands-opened'] as const)('%s run only where a handle is open', (source) => {
    let closes = 0;
    for (const { ops } of sample(source)) {
      let open = 0;
      for (const op of ops) {
        if (op.op !== 'open') expect(open).toBeGreaterThan(0);
        if (op.op === 'open' && op.name === null) open += 1;
        if (op.op === 'duplicate' && op.handle !== 'none') open += 1;
        if (op.op === 'close' && op.handle !== 'none') open -= 1;
        closes += Number(op.op === 'close');
      }
    }
    expect(closes).toBeGreaterThan(0);
  });
});
