import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askAll } from '../../../src/minimize/asking.ts';
import {
  MAX_NUMBERS,
  MAX_NUMBERS_TO_MOVE,
  MAX_OPS_FOR_MOVES,
  MAX_OPS_FOR_PAIRS,
  MAX_OPS_TO_DROP_AND_EXCHANGE,
  MAX_TRANSFERS_TO_EXCHANGE,
} from '../../../src/minimize/limits.ts';
import { PASSES } from '../../../src/minimize/passes/index.ts';
import { type Pass, Search } from '../../../src/minimize/search.ts';
import { changing, failing } from '../../../src/trace/during.ts';
import { caseText } from '../../../src/trace/json.ts';
import { canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { describeOp } from '../../../src/trace/ops/words.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { textHash } from '../../../src/trace/text-hash.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../../campaign/subjects.ts';
import { arbitraryTrace } from '../../trace/arbitrary-trace.ts';

/**
 * What each pass asks about, in order. A pass that asks about less reaches fewer minima, one that asks about more costs
 * executions: neither shows in a finding. UPDATE_EXPECTED=1 writes the file anew, to be read line by line.
 */

const FILE = new URL('attempts.expected.json', import.meta.url);
const update = process.env['UPDATE_EXPECTED'] === '1';

const BUDGET = 250;
/** Candidates of the written traces that the file has in full. */
const SHOWN = 12;

type Answer = (asked: number) => boolean;

const ANSWERS: Readonly<Record<string, Answer>> = {
  refused: () => false,
  accepted: () => true,
  'every third accepted': (asked) => asked % 3 === 2,
};

/** The candidates of a pass, and what it comes to. */
function asked(pass: Pass, trace: Trace, answer: Answer): { candidates: Trace[]; result: Trace } {
  const search = new Search(trace, BUDGET);
  const candidates: Trace[] = [];
  askAll(pass(search), (candidate) => {
    candidates.push(candidate);
    return answer(candidates.length - 1);
  });
  return { candidates, result: search.trace };
}

const textOf = (op: Op): string => describeOp(op, '\\??\\Example').replaceAll(/ +/g, ' ');

/** Where a shorter list lies in a longer one, null where it is no part of it in that order. */
function missing(texts: readonly string[], kept: readonly string[]): readonly number[] | null {
  const left = [...kept];
  const gone: number[] = [];
  for (const [index, text] of texts.entries()) {
    if (text === left[0]) left.shift();
    else gone.push(index);
  }
  return left.length === 0 ? gone : null;
}

/** How a candidate differs from the trace. */
function lineOf(trace: Trace, candidate: Trace): string {
  const [before, after] = [trace.ops.map(textOf), candidate.ops.map(textOf)];
  const settings = Object.entries(candidate.setting).flatMap(([field, value]) =>
    JSON.stringify(value) === JSON.stringify(trace.setting[field as keyof Trace['setting']])
      ? []
      : [`${field} ${JSON.stringify(value)}`],
  );
  const gone = missing(before, after);
  const ops =
    before.length === after.length
      ? after.flatMap((text, index) => (text === before[index] ? [] : [`${index}: ${text}`]))
      : gone !== null
        ? [`without ${gone.join(', ')}`]
        : after;
  return [...settings, ...ops].join('; ');
}

const CONTROL = canonicalOp('control');

/** A request whose output begins in its input, which can only be read. */
const IN_ONE_PIECE: Op = {
  ...CONTROL,
  input: { ...CONTROL.input, length: 5, memory: 'read-only' },
  output: { ...CONTROL.output, length: 4, at: 2 },
};

/** Traces of which one at least has something to ask about for each pass. */
const WRITTEN: Readonly<Record<string, Trace>> = {
  transfers: traceOf('direct', [
    open(),
    write({ length: 13, data: { pattern: 'counter', seed: 5 }, buffer: at(4090) }),
    read({ offset: '5', length: 20, buffer: at(100) }),
    on('duplicate'),
    read({ handle: 1, offset: '5', length: 13 }),
    { ...canonicalOp('close'), handle: 1 },
    on('flush'),
  ]),
  forms: traceOf(
    'direct',
    [
      open({ access: 'append', overlapped: true }),
      write({ offset: '-1', length: 3, data: { hex: '0102f0' } }),
      read({ offset: null, length: { last: 0 } }),
      { ...canonicalOp('set-position'), position: '7' },
      open(),
      write({ handle: 1, offset: { last: 1 }, length: 4, data: { pattern: 'zero' }, event: true }),
      read({ handle: 1, length: 4097, key: 9, buffer: { ...at(4095), memory: 'no-access' } }),
      read({
        handle: 'closed',
        length: 2,
        during: [...failing('irp-allocation'), ...changing('probe', 'protect')],
      }),
    ],
    {
      setting: settingOf('direct', {
        machine: { fragmentation: 'scattered', frameSeed: 7 },
        dialect: { strictOffsets: false, systemBuffer: 'zeroed' },
        load: failing('pool-allocation'),
      }),
    },
  ),
  overlap: traceOf('direct', [open(), IN_ONE_PIECE]),
};

const GENERATED = fc.sample(arbitraryTrace(7), { seed: 20, numRuns: 5 });

/** What the file says of a pass. */
function observedOf(pass: Pass) {
  const written = Object.entries(WRITTEN).map(([name, trace]) => {
    const { candidates } = asked(pass, trace, () => false);
    const result = asked(pass, trace, () => true).result;
    return [
      name,
      {
        candidates: candidates.length,
        first: candidates.slice(0, SHOWN).map((candidate) => lineOf(trace, candidate)),
        'all accepted': lineOf(trace, result),
      },
    ] as const;
  });
  const generated = Object.entries(ANSWERS).map(([name, answer]) => {
    const texts = GENERATED.flatMap((trace) => {
      const { candidates, result } = asked(pass, trace, answer);
      return [...candidates, result].map(caseText);
    });
    return [name, `${texts.length - GENERATED.length} candidates, ${textHash(texts.join('\n'))}`] as const;
  });
  return { ...Object.fromEntries(written), generated: Object.fromEntries(generated) };
}

const expected = update ? {} : (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>);

describe.each(PASSES)('$name', (pass) => {
  it('asks about what it did, in order', () => {
    const observed = observedOf(pass);
    if (update) {
      expected[pass.name] = observed;
      writeFileSync(FILE, `${JSON.stringify(expected, null, 2)}\n`);
    }
    expect(observed).toEqual(expected[pass.name]);
    expect(JSON.stringify(observed)).toMatch(/"candidates":[1-9]|:"[1-9]\d* candidates/);
  });
});

/** So many reads whose numbers are all 0 but for `numbers` of them. */
function reads(count: number, numbers: number): readonly Op[] {
  return Array.from({ length: count }, (_, index) =>
    read({ offset: index < numbers ? `${100 + index}` : '0', length: 0, key: 0 }),
  );
}

describe('where there is too much of it, a pass asks nothing', () => {
  it.each<[pass: string, limit: number, make: (amount: number) => readonly Op[]]>([
    ['dropPairs', MAX_OPS_FOR_PAIRS, (amount) => reads(amount, 0)],
    ['dropAndExchange', MAX_OPS_TO_DROP_AND_EXCHANGE, (amount) => reads(amount, amount)],
    ['lowerPairs', MAX_NUMBERS, (amount) => reads(amount, amount)],
    ['moveAmounts', MAX_NUMBERS_TO_MOVE, (amount) => reads(amount, amount)],
  ])('%s: more than %i', (name, limit, make) => {
    const pass = PASSES.find((each) => each.name === name);
    if (pass === undefined) throw new Error(`no pass ${name}`);
    const count = (amount: number): number =>
      asked(pass, traceOf('direct', make(amount)), () => false).candidates.length;
    expect(count(limit)).toBeGreaterThan(0);
    expect(count(limit + 1)).toBe(0);
  });

  it('more operations move by neighbours alone, more transfers exchange no places', () => {
    const named = (name: string): Pass =>
      PASSES.find((each) => each.name === name) ?? PASSES[0] ?? (() => askNothing());
    const unsorted = (amount: number): Trace =>
      traceOf(
        'direct',
        Array.from({ length: amount }, (_, index) => read({ length: amount - index })),
      );
    const moves = (amount: number): number =>
      asked(named('sortOps'), unsorted(amount), () => false).candidates.length;
    expect(moves(MAX_OPS_FOR_MOVES)).toBeGreaterThan(MAX_OPS_FOR_MOVES);
    expect(moves(MAX_OPS_FOR_MOVES + 1)).toBe(MAX_OPS_FOR_MOVES);
    const placed = (amount: number): Trace =>
      traceOf(
        'direct',
        Array.from({ length: amount }, (_, index) => read({ length: 2, buffer: at(100 - index) })),
      );
    const exchanges = (amount: number): number =>
      asked(named('exchangePlaces'), placed(amount), () => false).candidates.length;
    expect(exchanges(MAX_TRANSFERS_TO_EXCHANGE)).toBeGreaterThan(0);
    expect(exchanges(MAX_TRANSFERS_TO_EXCHANGE + 1)).toBe(0);
  });
});

function* askNothing(): Generator<Trace, void, boolean> {
  // No pass has that name: nothing is asked about.
}
