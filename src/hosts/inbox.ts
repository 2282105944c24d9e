import type { RunEvent } from '../trace/run/event.ts';
import { describeThrown } from '../trace/thrown.ts';
import type { Trace } from '../trace/trace.ts';
import type { WorkerMessage } from './messages.ts';
import type { Thread } from './start-worker.ts';
import { TICK_MS, type Watchdog } from './watchdog.ts';

/** Why a worker is gone: the driver did not come back, ended the thread, or used up its memory. */
export type DeathReason = 'never-returns' | 'ends-the-process' | 'out-of-memory';

/** Memory by which the whole process may grow while a driver runs: buffers are no part of a worker's heap. */
const GROWTH_LIMIT_BYTES = 3 * 2 ** 30;

/** Different messages of what went wrong outside the driver's routines that are passed on. */
const MAX_STRAYS = 5;

/** What is waited for. */
export type Ending = { readonly message: WorkerMessage } | { readonly reason: DeathReason };

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Collects what a thread tells, and how it ends. */
export class Inbox {
  trace: Trace | null = null;
  events: RunEvent[] = [];
  readonly #onOutput: (text: string) => void;
  readonly #strays = new Set<string>();
  #ending: Ending | null = null;
  #outOfMemory = false;
  #wake: (() => void) | null = null;
  #watchdog: Watchdog | null = null;
  /** Looks while something is waited for, and once more after that: a look takes longer to set up than many an answer. */
  #timer: NodeJS.Timeout | null = null;
  /** Whether the next look comes too early to be one of the watchdog's. */
  #isEarly = false;
  /** Memory of the process when the work began, bytes; null before that. */
  #baseBytes: number | null = null;

  constructor(thread: Thread, onOutput: (text: string) => void) {
    this.#onOutput = onOutput;
    thread.onMessage((message) => this.#receive(message));
    thread.onError((error) => {
      this.#outOfMemory ||= isOutOfMemory(error);
      if (!this.#outOfMemory) this.#settle({ message: failedMessage(error) });
    });
    thread.onExit(() => this.#settle({ reason: this.#outOfMemory ? 'out-of-memory' : 'ends-the-process' }));
  }

  /**
   * A new request: what was told before is forgotten, but not that the thread is gone.
   *
   * @param goesOn whether it is part of the same work as the last one: memory is counted from the start of that
   */
  begin(goesOn = false): void {
    if (!goesOn) this.#baseBytes = null;
    this.trace = null;
    this.events = [];
    if (this.#ending !== null && 'message' in this.#ending) this.#ending = null;
  }

  /** The answer, or how the thread died; one that stands still is taken for dead. */
  async next(watchdog: Watchdog): Promise<Ending> {
    this.#baseBytes ??= process.memoryUsage.rss();
    this.#watchdog = watchdog;
    this.#isEarly = this.#timer !== null;
    this.#timer ??= setInterval(() => this.#look(), TICK_MS);
    this.#timer.ref();
    try {
      while (this.#ending === null) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      return this.#ending;
    } finally {
      this.#watchdog = null;
      this.#timer.unref();
    }
  }

  #look(): void {
    if (this.#watchdog === null) {
      clearInterval(this.#timer ?? undefined);
      this.#timer = null;
      return;
    }
    const isEarly = this.#isEarly;
    this.#isEarly = false;
    if (process.memoryUsage.rss() - (this.#baseBytes ?? 0) > GROWTH_LIMIT_BYTES)
      this.#settle({ reason: 'out-of-memory' });
    else if (!isEarly && this.#watchdog.tick()) this.#settle({ reason: 'never-returns' });
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === 'stray') this.#stray(message.message);
    else if (message.kind === 'event') this.events.push(message.event);
    else if (message.kind === 'executing') {
      this.trace = message.trace;
      this.events = [];
    } else this.#settle({ message });
  }

  /** Each message once: a driver leaves the same thing behind in every case. */
  #stray(message: string): void {
    if (this.#strays.has(message) || this.#strays.size === MAX_STRAYS) return;
    this.#strays.add(message);
    this.#onOutput(`outside of its routines, the driver threw ${message}\n`);
  }

  #settle(ending: Ending): void {
    this.#ending ??= ending;
    this.#wake?.();
  }
}

function failedMessage(error: unknown): WorkerMessage {
  return { kind: 'failed', ...describeThrown(error) };
}
