import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import type { Ddi, DriverModule } from '../../src/impl/ddi/index.ts';
import { PAGE_SIZE } from '../../src/nt/page.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { at, driverOf, on, open, read, traceOf, write } from '../campaign/subjects.ts';
import { article, executable, Swallow } from './execute.setup.ts';

/** A driver together with the kernels it was loaded into, in order. */
function watched(driver: DriverModule): { driver: DriverModule; loads: Ddi[] } {
  const loads: Ddi[] = [];
  const driverEntry: DriverModule['driverEntry'] = (ddi, va, mode) => {
    loads.push(ddi);
    return driver.driverEntry(ddi, va, mode);
  };
  return { driver: { driverEntry }, loads };
}

describe('Executor', () => {
  it.each<BufferingMode>(['buffered', 'direct', 'neither'])(
    'a trace gives the same run again, %s',
    (mode) => {
      const executor = new Executor(article);
      const trace = traceOf(mode, [
        open(),
        write({ length: 5000, buffer: at(100) }),
        read({ length: 4096, buffer: at(4000) }),
        on('flush'),
        on('query-position'),
      ]);
      const first = structuredClone(executor.execute(trace));
      executor.execute(traceOf(mode, [open(), write({ length: 9, data: { pattern: 'zero' } })]));
      expect(structuredClone(executor.execute(trace))).toEqual(first);
      expect(structuredClone(new Executor(article).execute(trace))).toEqual(first);
      expect(first.observations).toHaveLength(5);
    },
  );

  it('two machines are kept, one for usual and one for long transfers', () => {
    const { driver, loads } = watched(driverOf(() => new Swallow()));
    const executor = new Executor(executable(driver));
    const lengths = [1, 40 * PAGE_SIZE, 5, 40 * PAGE_SIZE - 1, 1, 400 * PAGE_SIZE, 0];
    for (const length of lengths) executor.execute(traceOf('direct', [open(), write({ length })]));
    const [usual, long, , , , longer] = loads;
    expect(loads.map((ddi) => [usual, long, longer].indexOf(ddi))).toEqual([0, 1, 0, 1, 0, 2, 0]);
  });
});
