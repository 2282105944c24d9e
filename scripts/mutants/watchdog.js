import { Worker } from 'node:worker_threads';
import { beforeEach, inject } from 'vitest';

// A mutant may make a loop that never ends, which no timeout of a test interrupts: from another thread, this ends the
// process of the tests when one of them takes longer than there is patience for.

const BEATS = Symbol.for('irpcheck: tests that have begun');

const WATCH = `
  const { beats, maximum } = require('node:worker_threads').workerData;
  while (Atomics.wait(beats, 0, Atomics.load(beats, 0), maximum) !== 'timed-out');
  process.kill(process.pid, 'SIGKILL');
`;

function start() {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  new Worker(WATCH, { eval: true, workerData: { beats, maximum: inject('patience') } }).unref();
  return beats;
}

globalThis[BEATS] ??= start();
const beats = globalThis[BEATS];

beforeEach(() => {
  Atomics.add(beats, 0, 1);
  Atomics.notify(beats, 0);
});
