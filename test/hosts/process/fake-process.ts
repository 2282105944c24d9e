import type { ProcessMessage, ProcessRequest } from '../../../src/hosts/process/messages.ts';
import type { DriverProcess } from '../../../src/hosts/process/start-process.ts';

/** What a process answers to a request: messages, or what is done to the channel, or its end. */
export type Reply = ProcessMessage | 'forges' | 'ends' | { readonly anything: unknown };

/** A driver's process that says what it is made to say. */
export class FakeProcess implements DriverProcess {
  readonly requests: ProcessRequest[] = [];
  kills = 0;
  readonly #replies: (request: ProcessRequest) => readonly Reply[];
  #receive: (message: unknown) => void = () => {};
  #forged: () => void = () => {};
  #gone: () => void = () => {};
  #isGone = false;

  constructor(replies: (request: ProcessRequest) => readonly Reply[]) {
    this.#replies = replies;
  }

  send(request: ProcessRequest): void {
    this.requests.push(request);
    queueMicrotask(() => {
      for (const reply of this.#replies(request)) this.#tell(reply);
    });
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#receive = listener;
  }

  onForgery(listener: () => void): void {
    this.#forged = listener;
  }

  onGone(listener: () => void): void {
    this.#gone = listener;
  }

  kill(): void {
    this.kills += 1;
    queueMicrotask(() => this.#end());
  }

  #tell(reply: Reply): void {
    if (this.#isGone) return;
    if (reply === 'forges') this.#forged();
    else if (reply === 'ends') this.#end();
    else this.#receive('anything' in reply ? reply.anything : reply);
  }

  #end(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#gone();
  }
}
