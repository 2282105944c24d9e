import { MODEL_ANSWERS } from '../trace/subject.ts';

const FIELDS = 4;
const EXECUTIONS = 0;
const CASE_INDEX = 1;
const OP = 2;
const MODEL_CALL = 3;

/** The functions of a device model. */
const MODEL_CALLS = ['initial', 'read', 'write', 'close', ...MODEL_ANSWERS] as const;
export type ModelCall = (typeof MODEL_CALLS)[number];

/** What the beacon shows while DriverEntry runs. */
export const BOOT_OP = -1;

/**
 * Where an execution has got to, in memory that another thread can read while the driver runs: executions begun,
 * the case, and the operation under way (as many as the trace has while the machine shuts down).
 */
export class Beacon {
  readonly buffer: SharedArrayBuffer;
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
  }

  /** The function of the device model that runs; null while none does. */
  get modelCall(): ModelCall | null {
    return MODEL_CALLS[Atomics.load(this.#fields, MODEL_CALL) - 1] ?? null;
  }

  set modelCall(value: ModelCall | null) {
    Atomics.store(this.#fields, MODEL_CALL, value === null ? 0 : MODEL_CALLS.indexOf(value) + 1);
  }

  /** One more execution begins. */
  begin(): void {
    this.op = BOOT_OP;
    Atomics.add(this.#fields, EXECUTIONS, 1);
  }
}
