/** Entry of a thread that does jobs: answers each with its outcome. */
import { parentPort } from 'node:worker_threads';
import { type Job, Jobs } from './jobs.ts';

const jobs = new Jobs();
parentPort?.on('message', (job: Job) => parentPort?.postMessage(jobs.perform(job)));
