/** Entry of a driver's worker: see `serveThread`. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveThread } from './serve-thread.ts';

if (parentPort !== null) await serveThread(parentPort, workerData);
