import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Executor } from '../../src/execution/execute.ts';
import { builtInSubjects, findSubject } from '../../src/subjects/index.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { traceOf } from '../campaign/subjects.ts';
import { below, OPS, WAYS } from './pass-through-filter.setup.ts';

describe.each(WAYS)('the filter, %s', (filter) => {
  it.each(BUFFERING_MODES)('is not noticed by the driver or its caller, %s', (mode) => {
    const base = new Executor(findSubject('article')).execute(traceOf(mode, OPS));
    const run = below(new Executor(findSubject('article')), mode, filter);
    expect(run.observations).toEqual(base.observations);
    expect(run.requests.map(({ level }) => level)).toEqual(base.requests.map(() => 1));
    const judged = (each: Run): unknown =>
      each.requests.map(({ op, major, parameters, flags, completions, returned, ioStatus, information }) => [
        op,
        major,
        parameters.length,
        flags,
        completions,
        returned,
        ioStatus,
        information,
      ]);
    expect(judged(run)).toEqual(judged(base));
    expect(run.balance).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
  });
});

describe('metamorphic/filter', () => {
  it.each(builtInSubjects.map(({ name }) => name))('accuses no built-in driver: %s', (name) => {
    const runner = new CaseRunner(findSubject(name));
    for (const mode of BUFFERING_MODES) {
      const properties = runner.breaches(traceOf(mode, OPS)).map(({ property }) => property);
      expect(properties).not.toContain('metamorphic/filter');
    }
  });
});
