import fc from 'fast-check';
import { canonicalOp, type Op } from '../src/trace/ops/index.ts';
import { settingOf } from '../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../src/trace/trace.ts';

/** A problem of the shrinking challenge as traces. */
export interface Problem {
  readonly name: string;
  /** How its values are put as operations. */
  readonly form: string;
  readonly starts: fc.Arbitrary<Trace>;
  fails(trace: Trace): boolean;
  /** The value of a trace, as the challenge writes it. */
  shown(trace: Trace): string;
  /** The smallest value as documented, and others that are as small. */
  readonly smallest: readonly string[];
}

function traceOf(ops: readonly Op[]): Trace {
  return {
    format: TRACE_FORMAT,
    subject: 'article',
    setting: settingOf('direct'),
    ops,
    seed: null,
  };
}

const element = (length: number): Op => ({ ...canonicalOp('write'), length });
const LARGEST = 2 ** 24;
/** Small numbers and large ones, so that equal ones come up. */
const number = fc.oneof(fc.nat(20), fc.nat(LARGEST));
const index = fc.nat(9);

/** The lengths of the writes. */
function listIn({ ops }: Trace): number[] {
  return ops.flatMap((op) => (op.op === 'write' && typeof op.length === 'number' ? [op.length] : []));
}

/** The writes' numbers, those of one handle in one list. */
function listsIn({ ops }: Trace, numberOf: (op: Op) => number | null): number[][] {
  const lists: number[][] = [];
  for (const op of ops) {
    const value = numberOf(op);
    if (op.op !== 'write' || typeof op.handle !== 'number' || value === null) continue;
    lists[op.handle] = [...(lists[op.handle] ?? []), value];
  }
  return Array.from(lists, (list) => list ?? []);
}

const lengthOf = (op: Op): number | null =>
  op.op === 'write' && typeof op.length === 'number' ? op.length : null;

function listProblem(
  name: string,
  values: fc.Arbitrary<readonly number[]>,
  smallest: readonly string[],
  isWrong: (list: readonly number[]) => boolean,
): Problem {
  return {
    name,
    form: 'lengths of writes',
    starts: values.map((list) => traceOf(list.map(element))),
    fails: (trace) => isWrong(listIn(trace)),
    shown: (trace) => JSON.stringify(listIn(trace)),
    smallest,
  };
}

const someNumbers = fc.array(number, { maxLength: 20, size: 'max' });

function pairIn({ ops }: Trace): readonly [number, number] | null {
  const [op] = ops;
  return op?.op === 'write' && typeof op.length === 'number' ? [op.key, op.length] : null;
}

function differenceProblem(
  name: string,
  difference: readonly [lowest: number, highest: number],
  smallest: string,
): Problem {
  const [lowest, highest] = difference;
  return {
    name,
    form: 'key and length of a write',
    starts: fc
      .tuple(fc.integer({ min: 10, max: LARGEST }), fc.integer({ min: lowest, max: highest }), fc.boolean())
      .map(([first, apart, isLess]) => {
        const second = isLess ? first - apart : first + apart;
        return traceOf([{ ...canonicalOp('write'), key: first, length: Math.max(0, second) }]);
      }),
    fails(trace) {
      const [first, second] = pairIn(trace) ?? [0, 0];
      const apart = Math.abs(first - second);
      return first >= 10 && apart >= lowest && apart <= highest;
    },
    shown: (trace) => JSON.stringify(pairIn(trace)),
    smallest: [smallest],
  };
}

/** The sum of 16-bit numbers, as 16-bit arithmetic has it. */
function sum16(values: readonly number[]): number {
  return values.reduce((sum, value) => ((sum + value) << 16) >> 16, 0);
}

const offsetOf = (op: Op): number | null => {
  if (op.op !== 'write' || typeof op.offset !== 'string') return null;
  const value = Number(op.offset);
  return value >= -(2 ** 15) && value < 2 ** 15 ? value : null;
};

const bound5: Problem = {
  name: 'bound5',
  form: 'offsets of writes, the handle is the list',
  starts: fc
    .array(fc.tuple(fc.nat(4), fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })), {
      maxLength: 25,
      size: 'max',
    })
    .map((values) =>
      traceOf(values.map(([handle, value]) => ({ ...canonicalOp('write'), handle, offset: String(value) }))),
    ),
  fails(trace) {
    const lists = listsIn(trace, offsetOf);
    if (lists.length > 5 || lists.some((list) => sum16(list) >= 256)) return false;
    return sum16(lists.flat()) >= 5 * 256;
  },
  shown: (trace) => JSON.stringify(listsIn(trace, offsetOf).map((list) => list.toSorted((a, b) => a - b))),
  smallest: ['[[-1],[-32768]]', '[[-32768],[-1]]'],
};

function nestedProblem(
  name: string,
  values: fc.Arbitrary<number>,
  smallest: string,
  isWrong: (lists: readonly (readonly number[])[]) => boolean,
): Problem {
  return {
    name,
    form: 'lengths of writes, the handle is the list',
    starts: fc
      .array(fc.tuple(index, values), { maxLength: 30, size: 'max' })
      .map((pairs) =>
        traceOf(pairs.map(([handle, length]) => ({ ...canonicalOp('write'), handle, length }))),
      ),
    fails: (trace) => isWrong(listsIn(trace, lengthOf)),
    shown: (trace) => JSON.stringify(listsIn(trace, lengthOf)),
    smallest: [smallest],
  };
}

function deletionIn(trace: Trace): readonly [number[], number | null] {
  const removed = trace.ops.find((op) => op.op === 'read');
  return [listIn(trace), typeof removed?.length === 'number' ? removed.length : null];
}

const deletion: Problem = {
  name: 'deletion',
  form: 'lengths of writes, and of a read',
  starts: fc
    .tuple(someNumbers, number)
    .map(([list, removed]) => traceOf([...list.map(element), { ...canonicalOp('read'), length: removed }])),
  fails(trace) {
    const [list, removed] = deletionIn(trace);
    return list.filter((value) => value === removed).length >= 2;
  },
  shown: (trace) => JSON.stringify(deletionIn(trace)),
  smallest: ['[[0,0],0]'],
};

/**
 * The problems of github.com/jlink/shrinking-challenge whose values can be lists of operations. Two can't: calculator
 * and binheap are about trees.
 */
export const PROBLEMS: readonly Problem[] = [
  bound5,
  nestedProblem('large union list', number, '[[0,1,2,3,4]]', (lists) => new Set(lists.flat()).size > 4),
  listProblem('reverse', someNumbers, ['[0,1]', '[1,0]'], (list) =>
    list.some((value, at) => value !== list[list.length - 1 - at]),
  ),
  listProblem(
    'length list',
    fc.array(fc.nat(1000), { minLength: 1, maxLength: 100, size: 'max' }),
    ['[900]'],
    (list) => list.length > 0 && Math.max(...list) >= 900,
  ),
  differenceProblem('difference must not be zero', [0, 0], '[10,10]'),
  differenceProblem('difference must not be small', [1, 4], '[10,6]'),
  differenceProblem('difference must not be one', [1, 1], '[10,9]'),
  listProblem(
    'coupling',
    fc.array(fc.nat(10), { maxLength: 20, size: 'max' }),
    ['[1,0]'],
    (list) =>
      list.every((value) => value < list.length) &&
      list.some((value, at) => value !== at && list[value] === at),
  ),
  deletion,
  listProblem('distinct', someNumbers, ['[0,1,2]'], (list) => new Set(list).size >= 3),
  nestedProblem(
    'nested lists',
    number,
    `[[${Array(11).fill(0).join(',')}]]`,
    (lists) => lists.flat().length > 10,
  ),
];
