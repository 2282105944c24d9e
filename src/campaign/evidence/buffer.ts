import { spanPages } from '../../nt/page.ts';
import type { BufferEvidence, ByteRange } from '../../trace/evidence.ts';
import type { Breach } from '../../trace/finding.ts';
import type { BufferMemory } from '../../trace/ops/index.ts';
import type { RunEvent } from '../../trace/run.ts';
import type { Comparison } from './comparison.ts';
import { differingRanges, limited } from './ranges.ts';

type Detail = RunEvent['detail'];

/**
 * The buffer of the operation that a breach shows at, and what of it the breach is about. Null where the operation has
 * none.
 */
export function bufferOf(
  events: readonly RunEvent[],
  breach: Breach,
  comparisons: readonly Comparison[],
): BufferEvidence | null {
  const near = events.filter(({ op }) => op === breach.op);
  const buffer = near.find(({ kind }) => kind === 'buffer')?.detail;
  if (buffer === undefined) return null;
  const dispatch = near.find(({ kind }) => kind === 'dispatch')?.detail ?? {};
  return {
    pageOffset: pageOffsetOf(buffer),
    lengthBytes: Number(buffer['lengthBytes']),
    memory: memoryOf(buffer),
    shared: buffer['shared'] === true,
    frames: framesOf(buffer),
    delivery: deliveryOf(dispatch),
    mapped: near.some(isMapping),
    offending: offendingOf(near, breach, Number(buffer['lengthBytes']), comparisons),
  };
}

/** A recorded buffer is that of a call. */
function memoryOf({ memory }: Detail): BufferMemory {
  return memory as BufferMemory;
}

function pageOffsetOf(buffer: Detail): number {
  return buffer['memory'] === 'null' ? 0 : Number(buffer['pageOffset']);
}

function framesOf(buffer: Detail): (number | null)[] {
  const memory = memoryOf(buffer);
  const text = String(buffer['frames']);
  const frames = text === '' ? [] : text.split(' ').map(Number);
  if (memory === 'null' || memory === 'kernel') {
    const pages = spanPages(pageOffsetOf(buffer), Number(buffer['lengthBytes']));
    return new Array<null>(pages).fill(null);
  }
  if (memory === 'no-access') return frames.map(() => null);
  return memory === 'last-page-no-access' ? [...frames.slice(0, -1), null] : frames;
}

/** A buffered read has both a SystemBuffer and a UserBuffer (R37). */
function deliveryOf({ mdl, systemBuffer, userBuffer }: Detail): BufferEvidence['delivery'] {
  if (mdl === true) return 'mdl';
  if (systemBuffer === true) return 'system-buffer';
  return userBuffer === true ? 'user-buffer' : 'none';
}

function isMapping({ kind, detail: { ofRequest, result } }: RunEvent): boolean {
  return kind === 'ddi.result' && ofRequest === true && result === 'mapped';
}

function offendingOf(
  near: readonly RunEvent[],
  { property }: Breach,
  lengthBytes: number,
  comparisons: readonly Comparison[],
): ByteRange[] {
  const ranges = near.flatMap(({ kind, detail }) => {
    if (property === 'contract/no-double-fetch') return kind === 'refetched' ? [rangeOf(detail)] : [];
    if (property === 'contract/in-bounds') {
      return kind === 'violation' && detail['ofRequest'] === true ? [rangeOf(detail)] : [];
    }
    const claimed = Number(detail['information']);
    const isClaim = property === 'contract/information-bounded' && kind === 'complete';
    return isClaim && claimed > lengthBytes ? [{ from: lengthBytes, to: claimed }] : [];
  });
  if (ranges.length > 0) return limited(ranges);
  // Two contents of one buffer differ in the same places.
  const places = new Set<number>();
  return limited(
    comparisons.flatMap(({ start, observed, other }) => {
      if (places.has(start)) return [];
      places.add(start);
      return differingRanges(observed, other, start);
    }),
  );
}

function rangeOf({ from, to }: Detail): ByteRange {
  return { from: Number(from), to: Number(to) };
}
