import { MODEL_CHOICES } from '../trace/subject.ts';
import { BUFFERING_MODES, type BufferingMode } from '../trace/trace.ts';

const FIELDS = 7;
const EXECUTIONS = 0;
const CASE_INDEX = 1;
const OP = 2;
const MODEL_CALL = 3;
const STAGE = 4;
const TELLS = 5;
const TOLD = 6;

/** The functions of a device model. */
export const MODEL_CALLS = ['initial', 'read', 'write', 'close', ...MODEL_CHOICES] as const;
export type ModelCall = (typeof MODEL_CALLS)[number];

/** What the beacon shows while DriverEntry runs. */
export const BOOT_OP = -1;

/** What loading a subject has got to: a file that is evaluated, or DriverEntry in a mode to see what it makes. */
export const STAGES = ['driver', 'model', ...BUFFERING_MODES] as const;
export type Stage = (typeof STAGES)[number];

/** The mode that DriverEntry is called in while a subject is loaded; null while something else is done. */
export function entryMode(stage: Stage | null): BufferingMode | null {
  return BUFFERING_MODES.find((mode) => mode === stage) ?? null;
}

/**
 * Where an execution has got to, in memory that another thread can read while the driver runs: executions begun,
 * the case, and the operation under way (as many as the trace has while the machine shuts down).
 */
export class Beacon {
  readonly buffer: SharedArrayBuffer;
  /** Called in the thread that executes, each time one of the places is set. */
  onMove: (() => void) | null = null;
  readonly #fields: Int32Array;

  constructor(buffer = new SharedArrayBuffer(FIELDS * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#fields = new Int32Array(buffer);
  }

  get executions(): number {
    return Atomics.load(this.#fields, EXECUTIONS);
  }

  get caseIndex(): number {
    return Atomics.load(this.#fields, CASE_INDEX);
  }

  set caseIndex(value: number) {
    Atomics.store(this.#fields, CASE_INDEX, value);
  }

  get op(): number {
    return Atomics.load(this.#fields, OP);
  }

  set op(value: number) {
    Atomics.store(this.#fields, OP, value);
    if (this.onMove !== null) this.onMove();
  }

  /** The function of the device model that runs; null while none does. */
  get modelCall(): ModelCall | null {
    return MODEL_CALLS[Atomics.load(this.#fields, MODEL_CALL) - 1] ?? null;
  }

  set modelCall(value: ModelCall | null) {
    Atomics.store(this.#fields, MODEL_CALL, value === null ? 0 : MODEL_CALLS.indexOf(value) + 1);
    if (this.onMove !== null) this.onMove();
  }

  /** What is loaded; null once all is. */
  get stage(): Stage | null {
    return STAGES[Atomics.load(this.#fields, STAGE) - 1] ?? null;
  }

  set stage(value: Stage | null) {
    Atomics.store(this.#fields, STAGE, value === null ? 0 : STAGES.indexOf(value) + 1);
    if (this.onMove !== null) this.onMove();
  }

  /** Another number at each stage of loading and at each execution. */
  get progress(): number {
    return (STAGES.length + 1) * this.executions + Atomics.load(this.#fields, STAGE);
  }

  /** Whether the thread that executes waits, whenever it has told something, until that was passed on. */
  get tells(): boolean {
    return Atomics.load(this.#fields, TELLS) !== 0;
  }

  set tells(value: boolean) {
    Atomics.store(this.#fields, TELLS, value ? 1 : 0);
  }

  /** Waits until what was told was passed on. To be called by the thread that executes, before it goes on. */
  awaitPassed(tell: () => void): void {
    const before = Atomics.load(this.#fields, TOLD);
    tell();
    Atomics.wait(this.#fields, TOLD, before);
  }

  /** What was told last was passed on. */
  passed(): void {
    Atomics.add(this.#fields, TOLD, 1);
    Atomics.notify(this.#fields, TOLD);
  }

  /** One more execution begins. */
  begin(): void {
    Atomics.add(this.#fields, EXECUTIONS, 1);
    this.op = BOOT_OP;
  }
}
