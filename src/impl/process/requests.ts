import type { MemoryChange } from '../../trace/during.ts';
import { INPUT_SURROUNDINGS, USER_SURROUNDINGS } from '../../trace/run/observation.ts';
import type { Machine } from '../../trace/trace.ts';
import type { IoManager } from '../io/io-manager.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { createEvent, type ProcessEvent } from './event.ts';
import { ObservedBytes } from './observed-bytes.ts';
import { clearParameterPage, PARAMETER_PAGE, REQUEST_BLOCK_BYTES, REQUEST_BLOCKS } from './parameter-page.ts';
import { StatusBlock } from './status-block.ts';
import { UserBuffer } from './user-buffer.ts';
import { UserSpace } from './user-space.ts';

/** What a process keeps for one request until it ends: buffers, a block for what it passes by address, an event. */
export class UserRequest {
  /** The one buffer of a transfer, the output buffer of a control request. */
  readonly buffer: UserBuffer;
  /** The input buffer of a control request. */
  readonly input: UserBuffer;
  readonly statusBlock: StatusBlock;
  readonly byteOffset: Va;
  readonly key: Va;
  readonly information: Va;
  /** Room for an OVERLAPPED. */
  readonly overlapped: Va;
  /** Made when it is first asked for; it then stays for the requests after this one. */
  event: ProcessEvent | null = null;
  isUnderWay = false;
  /** What another thread of the process does to the buffers. */
  readonly changeBuffers = (how: MemoryChange['do']): void => {
    this.buffer.change(how);
    this.input.change(how);
  };

  constructor(buffer: UserBuffer, input: UserBuffer, io: IoManager, block: Va) {
    this.buffer = buffer;
    this.input = input;
    this.statusBlock = new StatusBlock(io.kernel.memory, block);
    this.byteOffset = vaAdd(block, 0x20);
    this.key = vaAdd(block, 0x30);
    this.information = vaAdd(block, 0x40);
    this.overlapped = vaAdd(block, 0x180);
  }
}

/**
 * The requests of a process. What the first one has that is under way is what it has in every process that waits for
 * each of its requests: addresses, frames and event.
 */
export class Requests {
  readonly space: UserSpace;
  readonly #io: IoManager;
  readonly #observed = new ObservedBytes();
  /** By block. */
  readonly #requests: UserRequest[] = [];
  /** Those that their calls have left with the driver, oldest first. */
  readonly #left: UserRequest[] = [];

  constructor(io: IoManager) {
    this.#io = io;
    this.space = new UserSpace(io.kernel);
  }

  /** Begins a case. */
  reset(machine: Machine): void {
    this.space.reset(machine);
    clearParameterPage(this.#io.kernel);
    this.#observed.reset();
    this.#left.length = 0;
    for (const request of this.#requests) {
      request.event = null;
      request.isUnderWay = false;
    }
  }

  /** What a request needs. One that the driver keeps for ever gives way when there are too many, the oldest first. */
  begin(): UserRequest {
    for (let block = 0; block < REQUEST_BLOCKS; block += 1) {
      const request = this.#at(block);
      if (request.isUnderWay) continue;
      request.isUnderWay = true;
      return request;
    }
    const oldest = this.#left[0];
    if (oldest === undefined) throw new RangeError(`more than ${REQUEST_BLOCKS} calls at a time`);
    this.end(oldest);
    return this.begin();
  }

  /** The call has returned. Unless the driver still has the request, which it then said, it has ended. */
  returned(request: UserRequest, isPending: boolean): void {
    if (isPending && this.#isKept()) this.#left.push(request);
    else this.end(request);
  }

  /** Whether the driver has not ended what this call sent it. */
  #isKept(): boolean {
    const { recorder } = this.#io.kernel;
    const sent = recorder.history.sent[recorder.op] ?? null;
    return sent !== null && recorder.requests[sent]?.finishedAt === null;
  }

  /** The request has ended: what it had is free again. */
  end(request: UserRequest): void {
    request.buffer.release();
    request.input.release();
    request.isUnderWay = false;
    if (this.#left.length === 0) return;
    const index = this.#left.indexOf(request);
    if (index >= 0) this.#left.splice(index, 1);
  }

  /** A request's event; the first one's where there is no pool for another. */
  eventOf(request: UserRequest): ProcessEvent {
    request.event ??= createEvent(this.#io);
    return request.event ?? this.firstEvent;
  }

  /** The event of the first request. To be asked for early in a case, when pool is not exhausted yet. */
  get firstEvent(): ProcessEvent {
    const first = this.#at(0);
    first.event ??= createEvent(this.#io);
    if (first.event === null) throw new RangeError('no pool for the event of a process');
    return first.event;
  }

  /** The events there are; none after that. */
  takeEvents(): ProcessEvent[] {
    const events: ProcessEvent[] = [];
    for (const request of this.#requests) {
      if (request.event !== null) events.push(request.event);
      request.event = null;
    }
    return events;
  }

  #at(block: number): UserRequest {
    let request = this.#requests[block];
    if (request === undefined) {
      const buffer = new UserBuffer(this.space, this.#observed, USER_SURROUNDINGS);
      const input = new UserBuffer(this.space, this.#observed, INPUT_SURROUNDINGS);
      request = new UserRequest(buffer, input, this.#io, vaAdd(PARAMETER_PAGE, block * REQUEST_BLOCK_BYTES));
      this.#requests[block] = request;
    }
    return request;
  }
}
