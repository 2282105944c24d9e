import { spanPages } from '../../nt/page.ts';
import type { Contents } from '../../properties/evidence/contents.ts';
import { evidenceFor } from '../../properties/registry.ts';
import type { BufferEvidence, ByteRange } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { EventDetails, RunEvent } from '../../trace/run/event.ts';
import { differingRanges, limited } from './ranges.ts';

type Buffer = EventDetails['buffer'];
type Dispatch = EventDetails['dispatch'];

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
  const { buffer, dispatch } = bufferIn(near);
  if (buffer === null) return null;
  const { lengthBytes, memory, shared } = buffer;
  return {
    pageOffset: pageOffsetOf(buffer),
    lengthBytes,
    memory,
    shared,
    frames: framesOf(buffer),
    delivery: deliveryOf(dispatch),
    mapped: near.some(isMapping),
    offending: offendingOf(near, breach, lengthBytes, contents),
  };
}

/** The caller's buffer among the events of one operation, and the IRP that the driver was sent; null for none. */
export function bufferIn(events: readonly RunEvent[]): {
  readonly buffer: Buffer | null;
  readonly dispatch: Dispatch | null;
} {
  return {
    buffer: events.find((event) => event.kind === 'buffer')?.detail ?? null,
    dispatch: events.find((event) => event.kind === 'dispatch')?.detail ?? null,
  };
}

function pageOffsetOf({ memory, pageOffset }: Buffer): number {
  return memory === 'null' ? 0 : pageOffset;
}

function framesOf(buffer: Buffer): (number | null)[] {
  const { memory, frames, lengthBytes } = buffer;
  if (memory === 'null' || memory === 'kernel') {
    return new Array<null>(spanPages(pageOffsetOf(buffer), lengthBytes)).fill(null);
  }
  if (memory === 'no-access') return frames.map(() => null);
  return memory === 'last-page-no-access' ? [...frames.slice(0, -1), null] : [...frames];
}

/** A buffered read has both a SystemBuffer and a UserBuffer (R37). */
export function deliveryOf(dispatch: Dispatch | null): BufferEvidence['delivery'] {
  if (dispatch === null) return 'none';
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
