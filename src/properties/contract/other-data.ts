import { dataBytes } from '../../trace/data.ts';
import { hexOf } from '../../trace/hex.ts';
import { type DataSpec, HIGHEST_DATA_BYTE, pointersIn } from '../../trace/ops/fields/data.ts';
import type { Trace } from '../../trace/trace.ts';

/** How many bytes stay at the beginning, where a device may look for a length or a code. */
const KEPT_BYTES = [0, 1, 8];

/** A trace whose callers write other bytes up to an operation, in a few ways: each is one that a device may take alike. */
export function withOtherData(trace: Trace, last: number): readonly Trace[] {
  return KEPT_BYTES.map((kept) => ({
    ...trace,
    ops: trace.ops.map((op, index) =>
      index <= last && 'data' in op ? { ...op, data: otherData(op.data, kept) } : op,
    ),
  }));
}

/** Other bytes everywhere, but for the first ones. What holds a pointer stays. */
function otherData(spec: DataSpec, keptBytes: number): DataSpec {
  if (pointersIn(spec).length > 0) return spec;
  const [first = 0] = dataBytes(spec, 1);
  const seed = 'seed' in spec ? spec.seed + 1 : first;
  const counter = { pattern: 'counter', seed: seed % HIGHEST_DATA_BYTE } as const;
  if (keptBytes === 0) return counter;
  return { ...counter, places: [{ at: 0, bytes: hexOf(dataBytes(spec, keptBytes)) }] };
}
