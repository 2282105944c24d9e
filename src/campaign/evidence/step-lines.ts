import { bugCheckName } from '../../nt/bug-check.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import { count } from '../../trace/describe.ts';
import type { Actor } from '../../trace/evidence.ts';
import type { RunEvent } from '../../trace/run.ts';

/** What one event is to a reader. */
export interface Line {
  readonly actor: Actor;
  readonly to: Actor | null;
  readonly text: string;
  /** Where it is not the kind of the event. */
  readonly kind?: string;
}

type Detail = RunEvent['detail'];
type Lines = (detail: Detail) => readonly Line[];

/** What an actor does by itself. */
function by(actor: Actor, text: string): Line {
  return { actor, to: null, text };
}

const fromCaller = (text: string): Line => ({ actor: 'caller', to: 'io-manager', text });
const toCaller = (text: string): Line => ({ actor: 'io-manager', to: 'caller', text });
const toDriver = (text: string): Line => ({ actor: 'io-manager', to: 'driver', text });
const fromDriver = (text: string): Line => ({ actor: 'driver', to: 'io-manager', text });

const bytes = (amount: Detail[string] | undefined): string => count(Number(amount), 'byte');

/** The last one is not included. */
function bytesText(from: number, to: number): string {
  return to - from === 1 ? `byte ${from}` : `bytes ${from} to ${to - 1}`;
}

const TRANSFERS: readonly (Detail[string] | undefined)[] = ['IRP_MJ_READ', 'IRP_MJ_WRITE'];

function dispatched(detail: Detail): readonly Line[] {
  const { major, length, byteOffset, key, level } = detail;
  const isTransfer = TRANSFERS.includes(major);
  const keyText = key === 0 ? '' : `, Key 0x${Number(key).toString(16)}`;
  const text = isTransfer ? `${major}, Length ${length}, ByteOffset ${byteOffset}${keyText}` : String(major);
  if (level !== 0) return [by('driver', `the driver below is called: ${text}`)];
  const sent = toDriver(text);
  return isTransfer ? [by('io-manager', `an IRP with ${bufferText(detail)}`), sent] : [sent];
}

function bufferText({ systemBuffer, mdl, mdlByteOffset, userBuffer, length }: Detail): string {
  if (mdl === true) return `an MDL, ByteOffset ${mdlByteOffset}, ByteCount ${length}, its pages locked`;
  if (systemBuffer === true) return `a SystemBuffer of ${bytes(length)}`;
  return userBuffer === true ? 'UserBuffer alone' : 'neither SystemBuffer nor MDL';
}

/** How a driver completed an IRP. */
export function completeText({ status, information }: Detail): string {
  return `IoCompleteRequest: ${status}, Information ${information}`;
}

export function returnedText({ status }: Detail): string {
  return `the dispatch routine returned ${status}`;
}

export function offsetText({ offset }: Detail): string {
  return `request.offset() = ${offset}`;
}

function returned(detail: Detail): readonly Line[] {
  const { status, completions, pendingMarked, level } = detail;
  if (level !== 0) return [by('driver', `the driver below returned ${status}`)];
  const line = fromDriver(returnedText(detail));
  return completions === 0 && pendingMarked === true
    ? [by('driver', 'the IRP was marked pending: IoMarkIrpPending'), line]
    : [line];
}

/** `ExAllocatePool2, 16 bytes`, `KeRaiseIrql to IRQL 2`. */
export function routineText({ name, bytes: amount, IRQL }: Detail): string {
  if (amount !== undefined) return `${name}, ${bytes(amount)}`;
  return IRQL === undefined ? String(name) : `${name} to IRQL ${IRQL}`;
}

function answered(detail: Detail): readonly Line[] {
  const { ending, status, iosbWritten, information, eventSignaled, position } = detail;
  const lines: Line[] = [];
  if (ending === 'blocked') lines.push(by('caller', 'waits for ever'));
  if (ending === 'returned') {
    const block = iosbWritten === true ? `IoStatus.Information ${information}` : 'IoStatus not written';
    const event = eventSignaled === null ? [] : [`event ${eventSignaled === true ? '' : 'not '}signaled`];
    const place = position === null ? [] : [`file position ${position}`];
    lines.push(toCaller([ntstatusName(Number(status)), block, ...event, ...place].join(', ')));
  }
  const { surroundingsChanged } = detail;
  if (surroundingsChanged !== 0) {
    const text = `finds ${bytes(surroundingsChanged)} changed around its buffer`;
    lines.push({ ...by('caller', text), kind: 'surroundings' });
  }
  return lines;
}

function copiedBack({ lengthBytes, status }: Detail): readonly Line[] {
  const what = `${bytes(lengthBytes)} of the SystemBuffer copied to the caller's buffer`;
  return [toCaller(status === 'STATUS_SUCCESS' ? what : `${what}: ${status}`)];
}

function finished({ status, information, iosbWritten, eventSet }: Detail): readonly Line[] {
  const block =
    iosbWritten === true ? `IoStatus written: ${status}, Information ${information}` : 'IoStatus not written';
  return [by('io-manager', `the IRP is freed, ${block}${eventSet === true ? ', event set' : ''}`)];
}

/** The size of what `request.userPtr()` gave, bytes. */
export function userPtrSize({ readSizeBytes, writeSizeBytes }: Detail): number {
  return Number(readSizeBytes) + Number(writeSizeBytes);
}

export function userPtrText(detail: Detail): string {
  return `request.userPtr() is ${detail['null'] === true ? 'NULL' : 'an address'}, its size ${userPtrSize(detail)}`;
}

/** By the kind of event. Kinds that are missing are no step of their own. */
const LINES: Readonly<Record<string, Lines>> = {
  call: ({ text }) => [fromCaller(String(text))],
  'no-irp': () => [by('io-manager', 'there is no memory for an IRP')],
  unbuilt: ({ status }) => [by('io-manager', `the IRP is freed again, its buffer can't be built: ${status}`)],
  dispatch: dispatched,
  'request.offset': (detail) => [by('driver', offsetText(detail))],
  'request.userPtr': (detail) => [by('driver', userPtrText(detail))],
  userPtr: ({ method, sizeBytes, status, movedBytes }) => [
    by('driver', `UserPtr.${method}<T>, T of ${bytes(sizeBytes)}: ${status}, ${movedBytes} bytes moved`),
  ],
  ddi: (detail) => [fromDriver(routineText(detail))],
  'ddi.result': ({ name, result }) => [toDriver(`${name} returned ${result}`)],
  'ddi.raised': ({ name, status }) => [toDriver(`${name} raises ${status}`)],
  DbgPrint: ({ text }) => [by('driver', `DbgPrint: ${typeof text === 'string' ? text : ''}`)],
  refetched: ({ from, to }) => [
    by(
      'driver',
      `fetches ${bytesText(Number(from), Number(to))} of the caller's buffer again, changed meanwhile`,
    ),
  ],
  complete: (detail) => [fromDriver(completeText(detail))],
  'marked-pending': () => [by('io-manager', 'the IRP had been marked pending')],
  returned,
  'copy-back': copiedBack,
  finish: finished,
  violation: ({ detail }) => [by('driver', String(detail))],
  'bug-check': ({ code, reason }) => [
    by('io-manager', `bug check ${bugCheckName(Number(code))}: ${String(reason)}`),
  ],
  refused: () => [
    by('io-manager', 'the IRP is pending: asynchronous requests are not executed, the run ends'),
  ],
  answer: answered,
  exit: () => [fromCaller('the process ends: its handles are closed')],
  unload: () => [toDriver('DriverUnload')],
  unloaded: () => [fromDriver('DriverUnload returned')],
};

/** What an event is to a reader: no lines for one that others tell about. */
export function linesOf({ kind, detail }: RunEvent): readonly Line[] {
  return LINES[kind]?.(detail) ?? [];
}
