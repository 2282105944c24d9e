import type { RunEvent } from '../trace/run/event.ts';
import { describeThrown } from '../trace/thrown.ts';
import type { Trace } from '../trace/trace.ts';
import { AwaitedEnding, type Ending as EndingOf } from './awaited-ending.ts';
import type { WorkerMessage } from './messages.ts';
import type { Thread } from './start-worker.ts';
import { type Stillness, TICK_MS, type Watchdog } from './watchdog.ts';

/** Why a driver is dead: it did not come back, ended what it ran in, used up its memory, or forged messages. */
export const DEATH_REASONS = [
  'never-returns',
  'ends-the-process',
  'out-of-memory',
  'breaks-the-channel',
] as const;
export type DeathReason = (typeof DEATH_REASONS)[number];

/** Why a worker is given up. */
export type Loss = Stillness | Exclude<DeathReason, 'never-returns'>;

/** Memory by which the whole process may grow while a driver runs: buffers are no part of a worker's heap. */
const GROWTH_LIMIT_BYTES = 3 * 2 ** 30;

/** Different messages of what went wrong outside the driver's routines that are passed on. */
const MAX_STRAYS = 5;

/** What is waited for. */
export type Ending = EndingOf<WorkerMessage, Loss>;

/** What a worker tells while it executes, which is waited for where every step counts. */
export type Told = Extract<WorkerMessage, { kind: 'moved' | 'executing' | 'event' }>;

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Collects what a thread tells, and how it ends. */
export class Inbox {
  trace: Trace | null = null;
  events: RunEvent[] = [];
  readonly #onStray: (thrown: string) => void;
  readonly #onTold: (told: Told) => void;
  readonly #strays = new Set<string>();
  readonly #ending = new AwaitedEnding<WorkerMessage, Loss>();
  #outOfMemory = false;
  #watchdog: Watchdog | null = null;
  /** Looks while something is waited for, and once more after that: a look takes longer to set up than many an answer. */
  #timer: NodeJS.Timeout | null = null;
  /** Whether the next look comes too early to be one of the watchdog's. */
  #isEarly = false;
  /** Memory of the process when the work began, bytes; null before that. */
  #baseBytes: number | null = null;

  /**
   * @param onStray told, once each, what was thrown outside of the driver's routines
   * @param onTold told what the worker tells while it executes
   * @param isOurs whether an error that nothing in the thread caught is a fault of this program
   */
  constructor(
    thread: Thread,
    onStray: (thrown: string) => void,
    onTold: (told: Told) => void = () => {},
    isOurs: () => boolean = () => true,
  ) {
    this.#onStray = onStray;
    this.#onTold = onTold;
    thread.onMessage((message) => this.#receive(Object(message)));
    thread.onError((error) => {
      this.#outOfMemory ||= isOutOfMemory(error);
      if (this.#outOfMemory) return;
      if (isOurs()) this.#ending.settle({ message: failedMessage(error) });
      else this.#stray(strayText(error));
    });
    thread.onExit(() =>
      this.#ending.settle({ loss: this.#outOfMemory ? 'out-of-memory' : 'ends-the-process' }),
    );
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
    this.#ending.begin();
  }

  /** The answer, or how the thread died; one that stands still is taken for dead. */
  async next(watchdog: Watchdog): Promise<Ending> {
    this.#baseBytes ??= process.memoryUsage.rss();
    this.#watchdog = watchdog;
    this.#isEarly = this.#timer !== null;
    this.#timer ??= setInterval(() => this.#look(), TICK_MS);
    this.#timer.ref();
    try {
      return await this.#ending.next();
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
      this.#ending.settle({ loss: 'out-of-memory' });
    else if (!isEarly) {
      const stillness = this.#watchdog.tick();
      if (stillness !== null) this.#ending.settle({ loss: stillness });
    }
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'stray':
        this.#stray(message.message);
        return;
      case 'event':
        this.events.push(message.event);
        break;
      case 'executing':
        this.trace = message.trace;
        this.events = [];
        break;
      case 'moved':
        break;
      case 'loaded':
      case 'answer':
      case 'failed':
        this.#ending.settle({ message });
        return;
      default:
        this.#ending.settle({ loss: 'breaks-the-channel' });
        return;
    }
    this.#onTold(message);
  }

  /** Each message once: a driver leaves the same thing behind in every case. */
  #stray(message: string): void {
    if (this.#strays.has(message) || this.#strays.size === MAX_STRAYS) return;
    this.#strays.add(message);
    this.#onStray(message);
  }
}

function strayText(error: unknown): string {
  const { name, message } = describeThrown(error);
  return `${name}: ${message}`;
}

function failedMessage(error: unknown): WorkerMessage {
  return { kind: 'failed', ...describeThrown(error) };
}
