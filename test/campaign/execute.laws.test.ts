import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/campaign/execute.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from './subjects.ts';

const article = findSubject('article');

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
});
