import type { Contents } from '../../properties/evidence/contents.ts';
import { evidenceFor } from '../../properties/registry.ts';
import type { BufferEvidence, ByteRange, Delivery } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { EventDetails, RunEvent } from '../../trace/run/event.ts';
import { differingRanges, limited } from './ranges.ts';

/**
 * The buffer of the operation that a breach shows at, and what of it the breach is about. Null where the operation has
 * none.
 */
export function bufferOf(
  events: readonly RunEvent[],
  breach: JudgedBreach,
  contents: readonly Contents[],
): BufferEvidence | null {
  const near = events.filter(({ op }) => op === breach.op);
  const buffer = near.find((event) => event.kind === 'buffer')?.detail;
  if (buffer === undefined) return null;
  const dispatch = near.find((event) => event.kind === 'dispatch')?.detail;
  const irp =
    dispatch === undefined ? null : { lengthBytes: dispatch.length, delivery: deliveryOf(dispatch) };
  const offending = offendingOf(near, breach, buffer.lengthBytes, contents);
  return { ...buffer, irp, mapped: near.some(isMapping), offending };
}

/** A buffered read has both a SystemBuffer and a UserBuffer (R37). */
function deliveryOf(dispatch: EventDetails['dispatch']): Delivery {
  if (dispatch.mdl) return 'mdl';
  if (dispatch.systemBuffer) return 'system-buffer';
  return dispatch.userBuffer ? 'user-buffer' : 'none';
}

function isMapping(event: RunEvent): boolean {
  return event.kind === 'ddi.result' && event.detail.ofRequest && event.detail.result === 'mapped';
}

function offendingOf(
  near: readonly RunEvent[],
  { property }: JudgedBreach,
  lengthBytes: number,
  contents: readonly Contents[],
): ByteRange[] {
  const evidence = evidenceFor(property);
  const ranges = near.flatMap((event) => evidence.offending?.(event, lengthBytes) ?? []);
  if (ranges.length > 0) return limited(ranges);
  // Two contents of one buffer differ in the same places.
  const places = new Set<number>();
  return limited(
    contents.flatMap(({ start, observed, other }) => {
      if (places.has(start)) return [];
      places.add(start);
      return differingRanges(observed, other, start);
    }),
  );
}
