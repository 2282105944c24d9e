import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traces } from '../../src/arbitraries.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { replay } from '../../src/explanation/replay.ts';
import { minimize } from '../../src/minimize/minimize.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { Trace } from '../../src/trace/trace.ts';

describe('traces', () => {
  it('finds a defect by fc.assert, in a trace that replays and minimizes', () => {
    const subject = findSubject('article-verbatim');
    const runner = new CaseRunner(subject);
    const fails = (trace: Trace) =>
      runner.run(trace).judgement.verdicts.some(({ breach }) => breach !== null);
    const { counterexample } = fc.check(
      fc.property(traces({ subject, modes: ['direct'] }), (trace) => !fails(trace)),
      { seed: 1 },
    );
    const found = counterexample?.[0];
    if (found === undefined) throw new Error('nothing was found');
    expect(found.ops.length).toBeLessThanOrEqual(3);
    expect(replay(found, subject).breaches.length).toBeGreaterThan(0);
    expect(minimize(found, fails).trace.ops.length).toBeLessThanOrEqual(found.ops.length);
  });
});
