import { simplerTraces } from '../../src/detection/simpler-traces.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

export const minimal = traceOf('direct', [open(), write({ length: 1 }), read({ length: 1 })]);

export function isAmong(ops: readonly Op[], below: Trace): boolean {
  for (const trace of simplerTraces(below))
    if (JSON.stringify(trace.ops) === JSON.stringify(ops)) return true;
  return false;
}
