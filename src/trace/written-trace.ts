import { nthOf, pointOf } from './during.ts';
import { EARLIER_FORMAT } from './earlier-trace.ts';
import type { Trace } from './trace.ts';

/** The fields of an operation as they are written: what fails each time stands in `fault`. */
export function writtenOp(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) =>
      key === 'during' ? ['fault', faultOf(value)] : [key, value],
    ),
  );
}

function faultOf(during: unknown): string | null {
  if (!Array.isArray(during) || during.length === 0) return null;
  const [entry] = during;
  if (during.length > 1 || nthOf(entry) !== null) throw new RangeError('no trace file holds such entries');
  return pointOf(entry);
}

/** A trace as results hold it, every field written. */
export function writtenTrace(trace: Trace): object {
  return { ...trace, format: EARLIER_FORMAT, ops: trace.ops.map(writtenOp) };
}
