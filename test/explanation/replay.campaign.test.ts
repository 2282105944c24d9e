import { expect, it } from 'vitest';
import { DriverEntryError } from '../../src/execution/execute.ts';
import { replay } from '../../src/explanation/replay.ts';
import { defineDriver, Err, NtError } from '../../src/impl/framework/index.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { on, open, read, subjectOf, traceOf } from '../campaign/subjects.ts';

it('operations after a bug check have no step', () => {
  const trace = traceOf('buffered', [open(), on('flush'), read(), read()]);
  const { steps } = replay(trace, findSubject('article-verbatim'));
  expect(steps.map(({ ending }) => ending)).toEqual(['returned', 'bug-check']);
});

it('a driver that does not load is an error', () => {
  const driver = defineDriver(() => Err(NtError.INSUFFICIENT_RESOURCES));
  expect(() => replay(traceOf('direct', [open()]), subjectOf(driver))).toThrow(DriverEntryError);
});
