import { bugCheckName } from '../../nt/bug-check.ts';
import { METHOD_BUFFERED, METHOD_NEITHER, methodName, methodOf } from '../../nt/control-code.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE, majorFunctionName } from '../../nt/irp.ts';
import { ntstatusName, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { Aspect } from '../../properties/evidence/marks.ts';
import { count } from '../../trace/describe.ts';
import type { Actor } from '../../trace/finding/evidence.ts';
import { codeText } from '../../trace/ops/fields/control-code.ts';
import { featureIs } from '../../trace/refusal.ts';
import type { EventDetails, EventKind, EventOf } from '../../trace/run/event.ts';
import { completeText, offsetText, returnedText, userPtrText } from '../../trace/run/event-words.ts';
import type { ControlOfRequest } from '../../trace/run/request.ts';

/** What one event is to a reader. */
export interface Line {
  readonly actor: Actor;
  readonly to: Actor | null;
  readonly text: string;
  readonly aspect: Aspect;
}

function line(actor: Actor, to: Actor | null, text: string, aspect: Aspect = 'event'): Line {
  return { actor, to, text, aspect };
}

/** What an actor does by itself. */
const by = (actor: Actor, text: string): Line => line(actor, null, text);
const fromCaller = (text: string): Line => line('caller', 'io-manager', text);
const toCaller = (text: string): Line => line('io-manager', 'caller', text);
const toDriver = (text: string): Line => line('io-manager', 'driver', text);
const fromDriver = (text: string): Line => line('driver', 'io-manager', text);

const bytes = (amount: number): string => count(amount, 'byte');

/** The last one is not included. */
function bytesText(from: number, to: number): string {
  return to - from === 1 ? `byte ${from}` : `bytes ${from} to ${to - 1}`;
}

function dispatched(detail: EventDetails['dispatch']): readonly Line[] {
  const { major, length, byteOffset, key, control, level } = detail;
  const name = majorFunctionName(major);
  const isTransfer = major === IRP_MJ_READ || major === IRP_MJ_WRITE;
  const keyText = key === 0 ? '' : `, Key 0x${key.toString(16)}`;
  const transferText = isTransfer ? `, Length ${length}, ByteOffset ${byteOffset}${keyText}` : '';
  const text = `${name}${control === null ? transferText : controlText(control)}`;
  if (level !== 0) return [by('driver', `the driver below is called: ${text}`)];
  const sent = toDriver(text);
  if (isTransfer) return [by('io-manager', `an IRP with ${bufferText(detail)}`), sent];
  return control === null
    ? [sent]
    : [by('io-manager', `an IRP with ${controlBuffersText(detail, control)}`), sent];
}

function controlText({ code, inputLength, outputLength }: ControlOfRequest): string {
  const lengths = `InputBufferLength ${inputLength}, OutputBufferLength ${outputLength}`;
  return `, IoControlCode ${codeText(code)} (${methodName(code)}), ${lengths}`;
}

/** What a control request passes by, which follows from its method (R43). */
function controlBuffersText(
  { systemBuffer, mdl, mdlByteOffset }: EventDetails['dispatch'],
  { code, inputLength, outputLength }: ControlOfRequest,
): string {
  const method = methodOf(code);
  if (method === METHOD_NEITHER) return "the caller's own addresses, not probed";
  const copied = method === METHOD_BUFFERED ? Math.max(inputLength, outputLength) : inputLength;
  const parts = [
    ...(systemBuffer ? [`a SystemBuffer of ${bytes(copied)}`] : []),
    ...(mdl ? [`an MDL, ByteOffset ${mdlByteOffset}, ByteCount ${outputLength}, its pages locked`] : []),
  ];
  return parts.length === 0 ? 'neither SystemBuffer nor MDL' : parts.join(' and ');
}

function bufferText(detail: EventDetails['dispatch']): string {
  const { systemBuffer, mdl, mdlByteOffset, userBuffer, length } = detail;
  if (mdl) return `an MDL, ByteOffset ${mdlByteOffset}, ByteCount ${length}, its pages locked`;
  if (systemBuffer) return `a SystemBuffer of ${bytes(length)}`;
  return userBuffer ? 'UserBuffer alone' : 'neither SystemBuffer nor MDL';
}

function returned(detail: EventDetails['returned']): readonly Line[] {
  const { status, completions, pendingMarked, level } = detail;
  if (level !== 0) return [by('driver', `the driver below returned ${ntstatusName(status)}`)];
  const answer = fromDriver(returnedText(detail));
  return completions === 0 && pendingMarked
    ? [by('driver', 'the IRP was marked pending: IoMarkIrpPending'), answer]
    : [answer];
}

/** `ExAllocatePool2, 16 bytes`, `KeRaiseIrql to IRQL 2`. */
export function routineText({ name, bytes: amount, irql }: EventDetails['ddi']): string {
  if (amount !== null) return `${name}, ${bytes(amount)}`;
  return irql === null ? name : `${name} to IRQL ${irql}`;
}

function answered(detail: EventDetails['answer']): readonly Line[] {
  const { ending, status, iosbWritten, information, eventSignaled, position, surroundingsChanged } = detail;
  const lines: Line[] = [];
  if (ending === 'blocked') lines.push(by('caller', 'waits for ever'));
  if (ending === 'returned') {
    const block = iosbWritten ? `IoStatus.Information ${information}` : 'IoStatus not written';
    const event = eventSignaled === null ? [] : [`event ${eventSignaled ? '' : 'not '}signaled`];
    const place = position === null ? [] : [`file position ${position}`];
    lines.push(toCaller([ntstatusName(status), block, ...event, ...place].join(', ')));
  }
  if (surroundingsChanged !== 0) {
    const text = `finds ${bytes(surroundingsChanged)} changed around its buffer`;
    lines.push(line('caller', null, text, 'surroundings'));
  }
  return lines;
}

function copiedBack({ lengthBytes, status }: EventDetails['copy-back']): readonly Line[] {
  const what = `${bytes(lengthBytes)} of the SystemBuffer copied to the caller's buffer`;
  return [toCaller(status === STATUS_SUCCESS ? what : `${what}: ${ntstatusName(status)}`)];
}

function finished(detail: EventDetails['finish']): readonly Line[] {
  const { status, information, iosbWritten, eventSet } = detail;
  const block = iosbWritten
    ? `IoStatus written: ${ntstatusName(status)}, Information ${information}`
    : 'IoStatus not written';
  return [by('io-manager', `the IRP is freed, ${block}${eventSet ? ', event set' : ''}`)];
}

/** Of a kind that is no step of its own. */
const noLines = (): readonly Line[] => [];

const LINES: { readonly [Kind in EventKind]: (detail: EventDetails[Kind]) => readonly Line[] } = {
  call: ({ text }) => [fromCaller(text)],
  buffer: noLines,
  'input-buffer': noLines,
  surroundings: noLines,
  answer: answered,
  'program.answer': ({ ending, text }) =>
    ending === 'bug-check' ? [] : [ending === 'blocked' ? by('caller', 'waits for ever') : toCaller(text)],
  exit: () => [fromCaller('the process ends: its handles are closed')],
  'no-irp': () => [by('io-manager', 'there is no memory for an IRP')],
  unbuilt: ({ status }) => [
    by('io-manager', `the IRP is freed again, its buffer can't be built: ${ntstatusName(status)}`),
  ],
  dispatch: dispatched,
  returned,
  complete: (detail) => [fromDriver(completeText(detail))],
  refused: (detail) => [by('io-manager', `${featureIs(detail)} not executed: the run ends`)],
  'marked-pending': () => [by('io-manager', 'the IRP had been marked pending')],
  'copy-back': copiedBack,
  finish: finished,
  ddi: (detail) => [fromDriver(routineText(detail))],
  'ddi.result': ({ name, result }) => [toDriver(`${name} returned ${result}`)],
  'ddi.raised': ({ name, status }) => [toDriver(`${name} raises ${ntstatusName(status)}`)],
  // A driver in JavaScript may print what is no string.
  DbgPrint: ({ text }) => [by('driver', `DbgPrint: ${typeof text === 'string' ? text : ''}`)],
  'request.offset': (detail) => [by('driver', offsetText(detail))],
  'request.userPtr': (detail) => [by('driver', userPtrText(detail))],
  userPtr: ({ method, sizeBytes, status, movedBytes }) => [
    by(
      'driver',
      `UserPtr.${method}<T>, T of ${bytes(sizeBytes)}: ${ntstatusName(status)}, ${movedBytes} bytes moved`,
    ),
  ],
  refetched: ({ from, to }) => [
    by('driver', `fetches ${bytesText(from, to)} of the caller's buffer again, changed meanwhile`),
  ],
  violation: ({ detail }) => [by('driver', detail)],
  'bug-check': ({ code, reason }) => [by('io-manager', `bug check ${bugCheckName(code)}: ${reason}`)],
  unload: () => [toDriver('DriverUnload')],
  unloaded: () => [fromDriver('DriverUnload returned')],
};

/** What an event is to a reader: no lines for one that others tell about. */
export function linesOf<Kind extends EventKind>(event: EventOf<Kind>): readonly Line[] {
  return LINES[event.kind](event.detail);
}
