import { Worker } from 'node:worker_threads';
import type { Job, Outcome } from './jobs.ts';

/** A thread that does jobs, one at a time. */
export interface JobThread {
  /** Rejects with what the job or the thread fails with. */
  perform(job: Job): Promise<Outcome>;
  close(): Promise<unknown>;
}

/** Starts a thread. Its drivers are our own, which come back: nothing watches over it. */
export function startJobThread(): JobThread {
  // Built code alone can be started: Node 20 starts no worker from TypeScript.
  const worker = new Worker(new URL('./worker.js', import.meta.url));
  return {
    perform: (job) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number): void => reject(new Error(`a worker ended with code ${code}`));
        worker.once('error', reject);
        worker.once('exit', onExit);
        worker.once('message', (outcome: Outcome) => {
          worker.off('error', reject);
          worker.off('exit', onExit);
          resolve(outcome);
        });
        worker.postMessage(job);
      }),
    close: () => worker.terminate(),
  };
}
