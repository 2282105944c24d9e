import { NT_SUCCESS, type NTSTATUS, ntstatusName } from '../nt/ntstatus.ts';
import { type During, happeningText, isFault } from '../trace/during.ts';
import type { AllowedOutcome, ObservedCall, PerformedCall } from '../trace/finding/evidence.ts';
import { pointersIn } from '../trace/ops/fields/data.ts';
import { EVENT_HANDLE } from '../trace/ops/handle-ordinals.ts';
import type { Call, Op } from '../trace/ops/index.ts';
import { describeOp } from '../trace/ops/words.ts';
import { hasMemory } from '../trace/pointed-memory.ts';
import { ascii, shortened } from './ascii.ts';
import type { ExportedTrace } from './exported-trace.ts';
import { bufferOf, inputOf, type PassedBuffer } from './passed-buffer.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** Whether the I/O status block is written; `any` where the rules leave it open. */
export type Block = 'written' | 'untouched' | 'any';

/** What a caller may observe of one call on Windows. */
export interface StepOutcome {
  readonly status: NTSTATUS;
  readonly block: Block;
  /** Of a block that is written. */
  readonly information: number;
  /** The first bytes of the buffer that the call fills; null where nothing is known. */
  readonly data: readonly Piece[] | null;
  /** Whether what is behind `data` is the device's own choice; otherwise it is as it was before. */
  readonly restOpen: boolean;
  /** The file position afterwards; null where it is not compared. */
  readonly position: bigint | null;
}

/** One call that a program makes, or says that it cannot make. */
export interface Step {
  /** For people, printable ASCII: `write offset 0, 1 byte`. */
  readonly text: string;
  readonly call: Call;
  /** Of a create: whether it opens the device under test by its usual name, which the program's user can change. */
  readonly opensDevice: boolean;
  /** Whether it opens the device and comes to nothing without it: it made a handle here, or should have. */
  readonly requiresDevice: boolean;
  /** The ordinal of the handle that the call makes; null where it made none here. */
  readonly makes: number | null;
  /** Of a transfer; of a control request, the output buffer. */
  readonly buffer: PassedBuffer | null;
  /** Of a control request. */
  readonly input: PassedBuffer | null;
  /** Why a user-mode program cannot make the call; null where it can. */
  readonly notPerformed: string | null;
  /** Why its outcome is compared with nothing; null where it is compared. */
  readonly notCompared: string | null;
  /** Empty where nothing is compared. */
  readonly allowed: readonly StepOutcome[];
  /** What was observed here, where that is none of `allowed`; null where it is. */
  readonly simulated: string | null;
}

/** A trace as a native program performs it: the same in every language. */
export interface Program {
  readonly steps: readonly Step[];
  /** How many handles its calls make. */
  readonly handles: number;
}

/** Of control requests whose buffers overlap. */
const ONE_PIECE = 'made with memory of its own for each buffer';

/** Of data with pointers to pages that only the simulated machine has. */
const NOT_THERE = 'made without the memory that pointers among its bytes lead to';

const NO_MODEL = 'no expectation: no model of the device';
const LOST = 'no expectation: an earlier call led to what the model does not allow';
const OWN_CHOICE = 'no expectation: the model leaves the answer to the device';
const UNOBSERVABLE = 'no expectation that a caller could observe';

/** Names may be long. */
const MAX_TEXT = 200;

/** An outcome whose status is not left open. */
type Definite = AllowedOutcome & { readonly status: NTSTATUS };

const isDefinite = (outcome: AllowedOutcome): outcome is Definite => outcome.status !== null;

function blockOf({ iosbWritten, information }: AllowedOutcome): Block {
  // Of a block that is written with any Information there is nothing else to compare.
  if (iosbWritten === null || information === null) return 'any';
  return iosbWritten ? 'written' : 'untouched';
}

function outcomeOf(call: Call, allowed: Definite, makes: number | null): StepOutcome {
  const { status } = allowed;
  // A handle that the trace does not have is closed at once: nothing is left to ask for the position.
  const position = canMakeHandle(call) && makes === null ? null : allowed.position;
  const data = allowed.data === null ? null : piecesOf(allowed.data);
  const restOpen = data !== null && allowed.restOpen === true;
  return { status, block: blockOf(allowed), information: allowed.information ?? 0, data, restOpen, position };
}

function canMakeHandle({ call }: Call): boolean {
  return call === 'NtCreateFile' || call === 'NtDuplicateObject';
}

/** What happens during a call, such as `fault system-mapping`; null where nothing does. */
export function faultsOf(call: Call): string | null {
  return 'during' in call ? happenings(call.during) : null;
}

/** What happens, for people; null for nothing. */
export function happenings(during: During): string | null {
  return during.length === 0 ? null : during.map(happeningText).join(' and ');
}

/** Whether what happens during a call is a caller's own, at a moment that it can't choose. */
function isTimed(call: Call): boolean {
  return 'during' in call && !call.during.every(isFault);
}

function notPerformed(call: Call, observed: ObservedCall): string | null {
  if ((call.call === 'NtDuplicateObject' || call.call === 'NtClose') && call.handle === EVENT_HANDLE) {
    return 'a trace keeps its event out of this; Windows would do it';
  }
  const faults = faultsOf(call);
  if (faults === null || isSuccess(observed)) return null;
  return `needs the ${faults}, which no user-mode program can ${isTimed(call) ? 'time' : 'cause'}`;
}

/** Whether data have pointers to memory that a program would have to make. */
function leadsToMemory(op: Op | undefined): boolean {
  const pointers = op !== undefined && 'data' in op ? pointersIn(op.data) : [];
  return pointers.some(({ pointer }) => hasMemory(pointer));
}

function notCompared(
  call: Call,
  op: Op | undefined,
  allowed: PerformedCall['allowed'],
  hasModel: boolean,
): string | null {
  if (leadsToMemory(op)) return NOT_THERE;
  if ('code' in call && call.output.at !== null) return ONE_PIECE;
  const faults = faultsOf(call);
  if (faults !== null) return `made without the ${faults}`;
  if (allowed === null) return hasModel ? LOST : NO_MODEL;
  if (!allowed.every(isDefinite)) return OWN_CHOICE;
  return allowed.some(({ ending }) => ending === 'returned') ? null : UNOBSERVABLE;
}

function isSuccess({ ending, status }: ObservedCall): boolean {
  return ending === 'returned' && NT_SUCCESS(status);
}

function observedText({ ending, status, iosbWritten, information }: ObservedCall): string {
  if (ending === 'blocked') return 'never completes';
  if (ending === 'bug-check') return 'bug check';
  return `${ntstatusName(status)}${iosbWritten ? `, Information ${information}` : ''}`;
}

/** What was observed here, where no outcome has that status and Information. */
function simulated({ allowed, observed }: PerformedCall): string | null {
  const isAllowed = allowed?.some(
    (outcome) =>
      outcome.ending === observed.ending &&
      (outcome.status === null || outcome.status === observed.status) &&
      (outcome.iosbWritten !== true ||
        outcome.information === null ||
        outcome.information === observed.information) &&
      (outcome.iosbWritten === null || outcome.iosbWritten === observed.iosbWritten),
  );
  return isAllowed === true ? null : observedText(observed);
}

/** What a native program does for a trace. */
export function programOf({ trace, openName, calls }: ExportedTrace): Program {
  const hasModel = (calls[0]?.allowed ?? null) !== null;
  let handles = 0;
  const steps = calls.map((performed, index): Step => {
    const { call, allowed, observed } = performed;
    const op = trace.ops[index];
    const makes = canMakeHandle(call) && isSuccess(observed) ? handles++ : null;
    const impossible = notPerformed(call, observed);
    const reason = impossible === null ? notCompared(call, op, allowed, hasModel) : null;
    const returned = (allowed ?? []).filter(isDefinite).filter(({ ending }) => ending === 'returned');
    const outcomes =
      impossible === null && reason === null
        ? returned.map((outcome) => outcomeOf(call, outcome, makes))
        : [];
    const opensDevice = call.call === 'NtCreateFile' && call.name === openName;
    return {
      text: op === undefined ? call.call : shortened(ascii(describeOp(op, openName)), MAX_TEXT),
      call,
      opensDevice,
      requiresDevice: opensDevice && (makes !== null || outcomes.some(({ status }) => NT_SUCCESS(status))),
      makes,
      buffer: bufferOf(call),
      input: inputOf(call),
      notPerformed: impossible,
      notCompared: reason,
      allowed: outcomes,
      simulated: impossible === null ? simulated(performed) : null,
    };
  });
  return { steps, handles };
}
