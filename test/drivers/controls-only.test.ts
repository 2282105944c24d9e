import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

describe.each(['settings', 'upload', 'download', 'sorter', 'budget'])('the device %s', (name) => {
  it.each(BUFFERING_MODES)('moves nothing by reads and writes, %s', (mode) => {
    const runner = new CaseRunner(findSubject(name));
    const { observations } = runner.run(
      traceOf(mode, [open(), read({ length: 4 }), write({ length: 4 })]),
    ).run;
    expect(observations.slice(1)).toMatchObject(
      [0, 1].map(() => ({ status: STATUS_SUCCESS, information: 0 })),
    );
  });
});
