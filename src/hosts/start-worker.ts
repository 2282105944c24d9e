import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './messages.ts';

/** A thread that a driver runs in, as it is used. */
export interface Thread {
  postMessage(request: WorkerRequest): void;
  /** Each of the listeners is set once, before the first message. */
  onMessage(listener: (message: WorkerMessage) => void): void;
  /** An error that nothing in the thread caught. */
  onError(listener: (error: unknown) => void): void;
  /** The end of the thread, after its last message. */
  onExit(listener: () => void): void;
  terminate(): Promise<unknown>;
  /** The thread's share of the processor time that its process has used, milliseconds from any start. */
  usedMs(): number;
}

/** What a worker's entry is given. */
export interface WorkerData {
  readonly start: WorkerStart;
  readonly port: MessagePort;
}

/** Workers of this process. */
let living = 0;

/** Shares out what the process uses from look to look among the workers that live by then. */
function shareOfProcessorTime(): () => number {
  let last = process.cpuUsage();
  let usedMs = 0;
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = { user: last.user + user, system: last.system + system };
    usedMs += (user + system) / 1_000 / Math.max(1, living);
    return usedMs;
  };
}

/** Memory of a worker's own, MiB; the simulated machine needs a tenth of it. */
const HEAP_LIMIT_MIB = 768;

/**
 * Starts a worker. It answers on a channel of its own, not on the one that every module in the thread can reach:
 * what a driver sends to its parent is no answer.
 */
export function startWorker(start: WorkerStart, onOutput: (text: string) => void): Thread {
  const { port1: port, port2 } = new MessageChannel();
  const workerData: WorkerData = { start, port: port2 };
  // Built code alone can be started: Node 20 starts no worker from TypeScript.
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MIB },
    stdout: true,
    stderr: true,
  });
  living += 1;
  worker.once('exit', () => {
    living -= 1;
  });
  worker.stdout.setEncoding('utf8').on('data', onOutput);
  worker.stderr.setEncoding('utf8').on('data', onOutput);
  let receive: (message: WorkerMessage) => void = () => {};
  return {
    postMessage: (request) => port.postMessage(request),
    onMessage: (listener) => {
      receive = listener;
      port.on('message', receive);
    },
    onError: (listener) => {
      worker.on('error', listener);
    },
    onExit: (listener) => {
      worker.on('exit', () => {
        // The end of a thread may be told before its last messages.
        for (let last = receiveMessageOnPort(port); last !== undefined; last = receiveMessageOnPort(port)) {
          receive(last.message as WorkerMessage);
        }
        port.close();
        listener();
      });
    },
    terminate: () => worker.terminate(),
    usedMs: shareOfProcessorTime(),
  };
}
