/** Entry of a driver's worker: see `serveThread`. */
import { workerData } from 'node:worker_threads';
import { serveThread } from './serve-thread.ts';
import type { WorkerData } from './start-worker.ts';

const { port, start }: WorkerData = workerData;
// Every module in the thread sees this object: a driver is not to find the channel in it.
for (const key of Object.keys(workerData)) delete workerData[key];
await serveThread(port, start);
