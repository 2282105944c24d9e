import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { MULTIPLE_IRP_COMPLETE_REQUESTS } from '../../src/nt/bug-check.ts';
import { IRP_MJ_READ } from '../../src/nt/irp.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { canonicalOp, type Win32Op } from '../../src/trace/ops/index.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { open, traceOf } from '../campaign/subjects.ts';
import { article } from './execute.setup.ts';

const verbatim = findSubject('article-verbatim');

describe('Executor, of programs', () => {
  const traceOfProgram = (...ops: readonly Win32Op[]) => ({
    ...traceOf('buffered', []),
    setting: settingOf('buffered', { view: 'win32' }),
    ops,
  });
  const opened = canonicalOp('CreateFile');
  const readBack: Win32Op = { ...canonicalOp('File::read'), length: 8 };
  const stored: Win32Op = { ...canonicalOp('File::write'), length: 3 };
  const answersOf = ({ program }: Run) =>
    program?.observations.map(({ ending, succeeded, bytes }) => [ending, succeeded, bytes]);

  it('makes one call per operation, of the subject’s own name, and no system call of a trace’s', () => {
    const run = new Executor(article).execute(traceOfProgram(opened, stored, readBack));
    expect(run.program?.calls.map(({ call }) => call)).toEqual(['CreateFile', 'File::write', 'File::read']);
    expect(run.program?.calls[0]).toMatchObject({ name: '\\??\\Example' });
    expect(answersOf(run)).toEqual([
      ['returned', true, null],
      ['returned', true, 3],
      ['returned', true, 3],
    ]);
    expect([run.calls, run.observations]).toEqual([[], []]);
    expect(run.history.called.length).toBe(3);
    expect(run.history.returned.length).toBe(3);
    expect(run.requests.map(({ op, major }) => [op, major])).toContainEqual([2, IRP_MJ_READ]);
    expect(new Executor(article).execute(traceOf('buffered', [open()])).program).toBeNull();
  });

  it('starts each trace from a restart, the same on a machine that is new and on one that is not', () => {
    const executor = new Executor(article);
    const trace = traceOfProgram(opened, readBack);
    const first = executor.execute(trace, 'full');
    executor.execute(traceOfProgram(opened, stored));
    expect(executor.execute(trace, 'full')).toEqual(first);
    expect(answersOf(first)?.[1]).toEqual(['returned', true, 0]);
  });

  it('ends with the call that ended the machine', () => {
    const run = new Executor(verbatim).execute(
      traceOfProgram(opened, canonicalOp('FlushFileBuffers'), readBack),
    );
    expect(answersOf(run)?.map(([ending]) => ending)).toEqual(['returned', 'bug-check']);
    expect(run.bugCheck).toMatchObject({ op: 1, code: MULTIPLE_IRP_COMPLETE_REQUESTS });
  });
});
