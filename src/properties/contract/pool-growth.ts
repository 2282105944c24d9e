import { majorFunctionName } from '../../nt/irp.ts';
import { NT_ERROR } from '../../nt/ntstatus.ts';
import { count } from '../../trace/describe.ts';
import type { Op } from '../../trace/ops/index.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Relation } from '../relation.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

/** How often a request is made again: more than caches and rings of recent requests keep. */
const REPEATS = 256;

/** The code of what is found. */
export const GROWS = 'pool-grows';

/**
 * Pool that one more of the same request takes each time, and that only DriverUnload gives back (R17): a machine that is not
 * restarted runs out of it. A run calls for it in which a request left blocks that are there when every handle is closed; a
 * variant makes that request {@link REPEATS} times more. What a caller gives a driver to keep may take pool for as long as
 * the device is there: of writes and control requests only those count that are answered with an error. Compared: such
 * requests.
 */
export function poolGrowth(property: string): Relation {
  return {
    property,
    variants: () => [],
    due: (base) => keeping(base).map(({ op }) => repeated(base.trace, op)),
    judge: (base, variant) => {
      const irp = keeping(base).find(({ op }) => repeats(base.trace, variant.trace, op));
      if (irp === undefined || base.heldBlocks === null || variant.heldBlocks === null)
        return verdictOf(property, 0, null);
      const grown = variant.heldBlocks.whenClosed - base.heldBlocks.whenClosed;
      if (grown < REPEATS) return verdictOf(property, 1, null);
      const name = majorFunctionName(irp.major);
      const observed = `${count(grown, 'pool block')} more when it is made ${REPEATS} times more, until DriverUnload`;
      const expected = `what ${name} takes is given back when every handle is closed`;
      const where = atRequest(irp, irp.returnedAt);
      return verdictOf(property, 1, breachOf(property, GROWS, where, expected, observed, 'warning'));
    },
  };
}

/** Of each operation the first request that left blocks, where there are more when every handle is closed. */
function keeping(run: Run): readonly Request[] {
  const { heldBlocks, driverBlocks, requests, trace } = run;
  if (heldBlocks === null || heldBlocks.whenClosed <= heldBlocks.whenLoaded) return [];
  // What DriverUnload does not give back either is a leak by itself.
  if (driverBlocks !== null && driverBlocks > 0) return [];
  const kept = requests.filter(({ op, keptBlocks }) => keptBlocks > 0 && isAgain(trace.ops[op], run, op));
  return kept.filter(({ op }, index) => kept.findIndex((other) => other.op === op) === index);
}

/** Whether one more of an operation gives a driver nothing more to keep. */
function isAgain(op: Op | undefined, { observations }: Run, index: number): boolean {
  const observed = observations[index];
  if (op === undefined || observed?.ending !== 'returned') return false;
  switch (op.op) {
    case 'open':
    case 'flush':
    case 'query-position':
      return true;
    case 'read':
      // Without an offset it is another place each time.
      return typeof op.offset === 'string' && !op.offset.startsWith('-');
    case 'write':
    case 'control':
    case 'fs-control':
      return NT_ERROR(observed.status);
    default:
      return false;
  }
}

/** A trace with one of its operations made again and again: an open at the end, where it changes no other's handle. */
function repeated(trace: Trace, index: number): Trace {
  const { ops } = trace;
  const op = ops[index];
  if (op === undefined) return trace;
  const again = Array.from({ length: REPEATS }, () => op);
  const place = op.op === 'open' ? ops.length : index;
  return { ...trace, ops: [...ops.slice(0, place), ...again, ...ops.slice(place)] };
}

/** Whether a variant repeats that operation. */
function repeats(base: Trace, variant: Trace, index: number): boolean {
  return repeated(base, index).ops.every((op, place) => op === variant.ops[place]);
}
