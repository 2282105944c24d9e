import { expect, it } from 'vitest';
import { minimization, minimize, NotFailingError } from '../../src/minimize/minimize.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { on, open, read, traceOf, write } from '../campaign/subjects.ts';

const trace = traceOf('direct', [open(), write({ length: 9 }), on('flush'), read({ length: 5 }), read()]);
const fails = ({ ops }: Trace): boolean =>
  ops.some(({ op }) => op === 'open') && ops.some(({ op }) => op === 'flush');

it('asks about the trace itself first, and goes on with each answer, however long that takes', async () => {
  const asked: Trace[] = [];
  const asking = minimization(trace);
  let step = asking.next();
  while (step.done !== true) {
    const candidate = step.value;
    asked.push(candidate);
    await Promise.resolve();
    step = asking.next(fails(candidate));
  }
  const candidates: Trace[] = [];
  const atOnce = minimize(trace, (candidate) => {
    candidates.push(candidate);
    return fails(candidate);
  });
  expect(asked[0]).toBe(trace);
  expect(asked).toEqual(candidates);
  expect(step.value).toEqual(atOnce);
  expect(atOnce.executions).toBe(asked.length);
  expect(atOnce.trace.ops.map(({ op }) => op)).toEqual(['open', 'flush']);
});

it('asks no more than its budget allows, and about nothing else where the trace does not fail', () => {
  let asked = 0;
  const asking = minimization(trace, { budget: 4 });
  for (let step = asking.next(); step.done !== true; step = asking.next(fails(step.value))) asked += 1;
  expect(asked).toBe(4);
  const other = minimization(trace);
  expect(other.next()).toEqual({ done: false, value: trace });
  expect(() => other.next(false)).toThrow(NotFailingError);
});
