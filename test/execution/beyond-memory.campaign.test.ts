import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { contextOf, judgeRun } from '../../src/execution/judge-run.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { MAX_LENGTH } from '../../src/trace/ops/fields/length.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

const FIRST_PAGE = { ...PLAIN_BUFFER, memory: 'first-page' } as const;

/** Ordinary drivers find nothing odd, whether the machine has room for so many bytes or no machine has. */
describe.each(['article', 'disk', 'zero', 'partial', 'mailbox'])('%s', (name) => {
  const subject = findSubject(name);
  const executor = new Executor(subject);

  it.each([4097, 2_084_865, MAX_LENGTH, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])(
    'is asked for %d bytes of which a page is there, and is as its model says',
    (length) => {
      for (const mode of BUFFERING_MODES) {
        const buffer = FIRST_PAGE;
        const run = executor.execute(
          traceOf(mode, [open(), write({ length, buffer }), read({ length, buffer }), read({ length: 5 })]),
        );
        const { verdicts } = judgeRun(run, contextOf(subject));
        expect(verdicts.flatMap(({ breach }) => breach ?? [])).toEqual([]);
        expect(run.observations).toHaveLength(4);
      }
    },
  );
});
