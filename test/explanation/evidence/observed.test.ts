import { describe, expect, it } from 'vitest';
import { Executor } from '../../../src/execution/execute.ts';
import { observedCalls } from '../../../src/explanation/evidence/observed.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, traceOf, write } from '../../campaign/subjects.ts';

const executor = new Executor(findSubject('article'));

const SYSTEM_CALLS = traceOf('direct', [open(), write({ length: 3 })]);
const PROGRAM: Trace = {
  ...SYSTEM_CALLS,
  setting: settingOf('direct', { view: 'win32' }),
  ops: [canonicalOp('CreateFile'), { ...canonicalOp('WriteFile'), length: 3 }],
};

const written = { ending: 'returned', status: STATUS_SUCCESS, iosbWritten: true };

describe.each([
  ['system calls', SYSTEM_CALLS, { ...written, information: 3 }],
  ['a program', PROGRAM, { ...written, information: 0, answer: 'TRUE, 3 bytes' }],
])('what is observed of %s', (_, trace, last) => {
  it('is one for each call', () => {
    const observed = observedCalls(executor.execute(trace));
    expect(observed).toHaveLength(2);
    expect(observed[1]).toEqual(last);
  });

  it('is told by the events where the run never came to its end', () => {
    const run = executor.execute(trace, 'full');
    expect(observedCalls({ ...run, observations: [], program: null })[1]).toEqual(last);
  });
});
