import { Worker } from 'node:worker_threads';
import { beforeEach } from 'vitest';

// A mutant may make a loop that never ends, which no timeout of a test interrupts: from another thread, this ends the
// process of the tests when one of them takes too long.

const MAXIMUM_MS = 15_000;
const BEATS = Symbol.for('irpcheck: tests that have begun');

const WATCH = `
  const { beats, maximum } = require('node:worker_threads').workerData;
  while (Atomics.wait(beats, 0, Atomics.load(beats, 0), maximum) !== 'timed-out');
  process.kill(process.pid, 'SIGKILL');
`;

function start() {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  new Worker(WATCH, { eval: true, workerData: { beats, maximum: MAXIMUM_MS } }).unref();
  return beats;
}

globalThis[BEATS] ??= start();
const beats = globalThis[BEATS];

beforeEach(() => {
  Atomics.add(beats, 0, 1);
  Atomics.notify(beats, 0);
});
