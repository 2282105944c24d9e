import { describe, expect, it } from 'vitest';
import { CaseTraces } from '../../src/execution/case-loop.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { builtInSubjects, defects, findSubject } from '../../src/subjects/index.ts';

const CASES = 6;

/** It keeps what it was loaded with before in a static, as no restart can undo. */
const KEEPS_STATE = 'defects/static-kept-across-loads';

/** What cases show, each on the machines that the ones before it left, and each on machines of its own. */
function shownOf(name: string, seed: number) {
  const subject = findSubject(name);
  const traces = new CaseTraces(subject, { modes: subject.modes, seed, view: 'native' });
  const kept = new CaseRunner(subject);
  return Array.from({ length: CASES }, (_, index) => {
    const trace = traces.traceOf(index);
    return { kept: kept.shown(trace), own: new CaseRunner(subject).shown(trace) };
  });
}

describe('what a trace shows does not depend on what was executed before', () => {
  const names = [...builtInSubjects.map(({ name }) => name), ...defects.map(({ id }) => `defects/${id}`)];

  it.each(names.filter((name) => name !== KEEPS_STATE))('%s', (name) => {
    for (const { kept, own } of shownOf(name, 5)) expect(kept).toEqual(own);
  });

  // It maps frames that nobody gave it: in this case one that an earlier one used.
  it('nor where a driver reaches frames that nobody locked for it', () => {
    const subject = findSubject('defects/frames-in-a-row');
    const traces = new CaseTraces(subject, { modes: subject.modes, seed: 1, view: 'native' });
    const kept = new CaseRunner(subject);
    for (let index = 0; index < 134; index += 1) kept.shown(traces.traceOf(index));
    for (const index of [134, 151, 178]) {
      const own = new CaseRunner(subject).shown(traces.traceOf(index));
      expect(kept.shown(traces.traceOf(index))).toEqual(own);
    }
  });
});
