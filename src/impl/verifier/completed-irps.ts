import { IRP_DEALLOCATE_BUFFER, majorFunctionName } from '../../nt/irp.ts';
import { IRP, SIZE_OF } from '../../nt/layout.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Irp } from '../io/irp.ts';
import type { Memory } from '../memory/memory.ts';
import type { Pool } from '../memory/pool.ts';
import { memoryOf } from '../memory/structure.ts';
import type { Va } from '../memory/va.ts';
import type { Recorder } from '../record/recorder.ts';

/** What is known of a request. */
export type SentRequest = Pick<Request, 'id' | 'major'>;

/** Requests that are known at a time; each takes two slots, one for the IRP and one for its SystemBuffer. */
const REQUESTS = 8;

/**
 * Where IRPs and SystemBuffers lie that driver code has completed and that may still be in its reach. The first
 * access to each is a violation (R57, G7).
 */
export class CompletedIrps {
  readonly #recorder: Recorder;
  /** Positions in the frames, by slot; `end` is exclusive, 0 for none. Plain numbers: every IRP comes by here. */
  readonly #start = new Int32Array(2 * REQUESTS);
  readonly #end = new Int32Array(2 * REQUESTS);
  readonly #major = new Int32Array(2 * REQUESTS);
  /** The identities of the requests. */
  readonly #request = new Int32Array(2 * REQUESTS);
  /** Slots in use. */
  #count = 0;
  #next = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  clear(): void {
    this.#count = 0;
    this.#next = 0;
  }

  /** Adds an IRP, and its SystemBuffer if that is the I/O manager's, and has memory watch both. The oldest goes when there are too many. */
  add(irp: Irp, request: SentRequest, pool: Pool): void {
    const irpBytes = SIZE_OF.IRP + irp.stackCount * SIZE_OF.IO_STACK_LOCATION;
    const memory = memoryOf(irp);
    const { systemBuffer } = irp;
    const bytes = (irp.flags & IRP_DEALLOCATE_BUFFER) === 0 ? 0 : pool.sizeOf(systemBuffer);
    this.#add(memory, irp.va, irpBytes, request);
    this.#add(memory, systemBuffer, bytes, request);
  }

  accessed(position: number, lengthBytes: number, write: boolean): void {
    for (let slot = 0; slot < this.#count; slot += 1) {
      if (this.#overlaps(slot, position, position + lengthBytes)) this.#touched(slot, position, write);
    }
  }

  /** Forgets what overlaps with the given positions, `end` exclusive. */
  forget(start: number, end: number): void {
    for (let slot = 0; slot < this.#count; slot += 1) {
      if (this.#overlaps(slot, start, end)) this.#end[slot] = 0;
    }
  }

  #add(memory: Memory, va: Va, lengthBytes: number, { major, id }: SentRequest): void {
    const slot = this.#next;
    this.#next = (slot + 1) % (2 * REQUESTS);
    if (slot === this.#count) this.#count += 1;
    this.#end[slot] = 0;
    if (lengthBytes === 0) return;
    const start = memory.position(va);
    memory.watch(va, lengthBytes);
    this.#start[slot] = start;
    this.#end[slot] = start + lengthBytes;
    this.#major[slot] = major;
    this.#request[slot] = id;
  }

  #overlaps(slot: number, start: number, end: number): boolean {
    return start < (this.#end[slot] ?? 0) && end > (this.#start[slot] ?? 0);
  }

  #touched(slot: number, position: number, write: boolean): void {
    this.#end[slot] = 0;
    const isIrp = slot % 2 === 0;
    const major = this.#major[slot] ?? 0;
    const what = isIrp ? fieldAt(position - (this.#start[slot] ?? 0)) : 'the SystemBuffer';
    const how = write ? 'written' : 'read';
    this.#recorder.violation(
      isIrp ? 'irp-touched-after-complete' : 'buffer-touched-after-complete',
      `${what} of a completed ${majorFunctionName(major)} was ${how}`,
      null,
      this.#request[slot] ?? null,
    );
  }
}

/** The field of an IRP that an offset in bytes is in, for people. */
function fieldAt(offset: number): string {
  if (offset >= SIZE_OF.IRP) return 'a stack location';
  let field = 'Type';
  for (const [name, start] of Object.entries(IRP)) if (start <= offset) field = name;
  return field;
}
