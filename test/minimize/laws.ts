import { expect } from 'vitest';
import { type Minimized, minimize, type StillFails } from '../../src/minimize/minimize.ts';
import { compareTraces } from '../../src/minimize/order.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../../src/trace/trace.ts';

/** A trace of these operations with everything else plain. */
export function traceOf(...ops: readonly Op[]): Trace {
  return {
    format: TRACE_FORMAT,
    subject: 'article',
    setting: settingOf('direct'),
    ops,
    seed: null,
  };
}

/** Minimizes and checks what holds for every minimization. */
export function minimizeLawfully(trace: Trace, stillFails: StillFails, budget = 20_000): Minimized {
  const tried = new Set<string>();
  let executions = 0;
  const counted: StillFails = (candidate) => {
    executions += 1;
    const key = JSON.stringify(candidate);
    expect(tried.has(key), 'no candidate is executed twice').toBe(false);
    tried.add(key);
    return stillFails(candidate);
  };
  const result = minimize(trace, counted, { budget });
  expect(executions).toBe(result.executions);
  expect(stillFails(result.trace), 'the result still fails').toBe(true);
  expect(compareTraces(result.trace, trace), 'the result is no less simple').toBeLessThanOrEqual(0);
  expect(result.trace.subject).toBe(trace.subject);
  expect(result.trace.seed).toEqual(trace.seed);
  expect(result.trace.setting.mode).toBe(trace.setting.mode);
  expect(minimize(trace, stillFails, { budget }), 'deterministic').toEqual(result);
  if (result.complete) {
    const again = minimize(result.trace, stillFails, { budget });
    expect(again.trace, 'idempotent').toEqual(result.trace);
  }
  return result;
}

/** The same trace with lengths below 20,000 bytes, so that thousands of executions stay cheap. */
export function withModestLengths(trace: Trace): Trace {
  const ops = trace.ops.map((op) => {
    if (op.op !== 'read' && op.op !== 'write') return op;
    return typeof op.length === 'number' ? { ...op, length: op.length % 20_000 } : op;
  });
  return { ...trace, ops };
}
