import { METHOD_BUFFERED, METHOD_NEITHER, methodOf } from '../../nt/control-code.ts';
import type { Contents } from '../../properties/evidence/contents.ts';
import { evidenceFor } from '../../properties/registry.ts';
import type { BufferEvidence, ByteRange, Delivery } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { EventDetails, RunEvent } from '../../trace/run/event.ts';
import type { ControlOfRequest } from '../../trace/run/request.ts';
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
  const offending = offendingOf(near, breach, buffer.lengthBytes, contents);
  return { ...buffer, irp: irpOf(near, outputIn), mapped: near.some(isMapping), offending };
}

/** The input buffer of a control request that a breach shows at; null where its operation is none. */
export function inputOf(events: readonly RunEvent[], breach: JudgedBreach): BufferEvidence | null {
  const near = events.filter(({ op }) => op === breach.op);
  const input = near.find((event) => event.kind === 'input-buffer')?.detail;
  return input === undefined ? null : { ...input, irp: irpOf(near, inputIn), mapped: false, offending: [] };
}

type Irp = BufferEvidence['irp'];

/** What the driver was sent; null where that was nothing. */
function irpOf(
  near: readonly RunEvent[],
  ofControl: (dispatch: EventDetails['dispatch'], control: ControlOfRequest) => Irp,
): Irp {
  const dispatch = near.find((event) => event.kind === 'dispatch')?.detail;
  if (dispatch === undefined) return null;
  if (dispatch.control !== null) return ofControl(dispatch, dispatch.control);
  return { lengthBytes: dispatch.length, delivery: deliveryOf(dispatch) };
}

/** How an output reached the driver: by the code's method, whatever else the IRP has (R43). */
function outputIn(
  dispatch: EventDetails['dispatch'],
  { code, inputLength, outputLength }: ControlOfRequest,
): Irp {
  if (methodOf(code) !== METHOD_BUFFERED)
    return { lengthBytes: outputLength, delivery: deliveryOf({ ...dispatch, systemBuffer: false }) };
  return {
    lengthBytes: Math.max(inputLength, outputLength),
    delivery: deliveryOf({ ...dispatch, userBuffer: false }),
  };
}

/** How an input did: copied, or at the caller's own address. */
function inputIn(
  { systemBuffer }: EventDetails['dispatch'],
  { code, inputLength, outputLength }: ControlOfRequest,
): Irp {
  const method = methodOf(code);
  if (method === METHOD_NEITHER)
    return { lengthBytes: inputLength, delivery: inputLength > 0 ? 'user-buffer' : 'none' };
  const lengthBytes = method === METHOD_BUFFERED ? Math.max(inputLength, outputLength) : inputLength;
  return { lengthBytes, delivery: systemBuffer ? 'system-buffer' : 'none' };
}

/** A buffered read has both a SystemBuffer and a UserBuffer (R37). */
function deliveryOf({
  mdl,
  systemBuffer,
  userBuffer,
}: Pick<EventDetails['dispatch'], 'mdl' | 'systemBuffer' | 'userBuffer'>): Delivery {
  if (mdl) return 'mdl';
  if (systemBuffer) return 'system-buffer';
  return userBuffer ? 'user-buffer' : 'none';
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
