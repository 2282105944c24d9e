import type { EventDetails, EventKind, EventOf, RunEvent } from '../trace/run/event.ts';
import type { Run } from '../trace/run/run.ts';
import { completeText, offsetText, returnedText, userPtrSize, userPtrText } from './evidence/step-lines.ts';

/** What the recorded events of a run say about one operation. */
export interface Explanation {
  /** Why it came to this, one line each. */
  readonly cause: readonly string[];
  /** The buffer, its frames and how it reached the driver, one line each. */
  readonly picture: readonly string[];
}

/** Explains one operation of a run that was recorded in full. */
export function explain(run: Run, op: number): Explanation {
  const events = run.events.filter((event) => event.op === op);
  return { cause: causeOf(run, events, op), picture: pictureOf(events) };
}

function detail<Kind extends EventKind>(events: readonly RunEvent[], kind: Kind): EventDetails[Kind] | null {
  for (const event of events) if (isOf(event, kind)) return event.detail;
  return null;
}

function isOf<Kind extends EventKind>(event: RunEvent, kind: Kind): event is RunEvent & EventOf<Kind> {
  return event.kind === kind;
}

function causeOf(run: Run, events: readonly RunEvent[], op: number): string[] {
  const cause: string[] = [];
  const dispatch = detail(events, 'dispatch');
  const asked = detail(events, 'request.offset');
  if (dispatch !== null && asked !== null && asked.offset !== dispatch.byteOffset) {
    cause.push(`${offsetText(asked)}; stack ByteOffset = ${dispatch.byteOffset}`);
  }
  const pointer = detail(events, 'request.userPtr');
  if (pointer?.isNull === true && userPtrSize(pointer) > 0) {
    cause.push(userPtrText(pointer));
  }
  for (const event of events) if (event.kind === 'complete') cause.push(completeText(event.detail));
  const returned = detail(events, 'returned');
  if (returned !== null) cause.push(returnedText(returned));
  for (const violation of run.violations) if (violation.op === op) cause.push(violation.detail);
  for (const use of run.userPtrs) {
    if (use.op !== op || use.movedBytes === use.sizeBytes) continue;
    cause.push(`UserPtr.${use.method}<T>: size of T is ${use.sizeBytes}, ${use.movedBytes} bytes moved`);
  }
  if (run.bugCheck !== null && run.bugCheck.op === op) cause.push(run.bugCheck.reason);
  return [...new Set(cause)];
}

function pictureOf(events: readonly RunEvent[]): string[] {
  const buffer = detail(events, 'buffer');
  const dispatch = detail(events, 'dispatch');
  if (buffer === null || dispatch === null) return [];
  const offset = `+0x${buffer.pageOffset.toString(16).padStart(3, '0')}`;
  const frames = buffer.frames.length === 0 ? '' : ` ─ frames ${buffer.frames.join(' ')}`;
  const { length } = dispatch;
  const size = length === 1 ? '1 byte' : `${length} bytes`;
  const how = dispatch.mdl
    ? ` ─ MDL ByteOffset ${buffer.pageOffset}, ByteCount ${length}`
    : dispatch.systemBuffer
      ? ` ─ SystemBuffer of ${length}`
      : dispatch.userBuffer
        ? ' ─ UserBuffer alone'
        : ' ─ neither SystemBuffer nor MDL';
  return [`page 0 ${offset}, ${size}${how}${frames}`];
}
