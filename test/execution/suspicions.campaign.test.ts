import { describe, expect, it } from 'vitest';
import { CaseLoop } from '../../src/execution/case-loop.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Tally } from '../../src/execution/tally.ts';
import { findDefect, findSubject } from '../../src/subjects/index.ts';

describe('a suspicion', () => {
  it.each([
    ['user-buffer-unprobed', 'kernel-memory-read'],
    ['control-type3-unprobed', 'kernel-memory-read'],
    ['control-output-unprobed', 'kernel-memory-written'],
    ['embedded-pointer-unprobed', 'kernel-memory-read'],
  ])(
    'of %s is followed up in its case, and the trace that comes of it shows the finding by itself',
    (id, reason) => {
      const defect = findDefect(id);
      if (defect === undefined) throw new Error('it is in the catalogue');
      const { subject } = defect;
      const runner = new CaseRunner(subject);
      const loop = new CaseLoop(runner, subject, { modes: ['neither'], seed: 1 });
      const tally = new Tally();
      let found = null;
      for (let index = 0; index < 200 && found === null; index += 1) {
        loop.run(index, tally);
        found =
          tally.firstCases().find(({ breach }) => breach.property === 'contract/caller-address') ?? null;
      }
      if (found === null) throw new Error('it was not found');
      const { trace, caseIndex } = found;
      expect(loop.suspicionOf(caseIndex, runner.run(loop.traceOf(caseIndex)).run)?.trace).toEqual(trace);
      const key = { property: 'contract/caller-address', reason };
      expect(runner.breachWith(trace, key)).not.toBeNull();
    },
  );

  it('is none where a driver probes', () => {
    const subject = findSubject('controls');
    const runner = new CaseRunner(subject);
    const loop = new CaseLoop(runner, subject, { modes: ['neither'], seed: 1 });
    for (let index = 0; index < 50; index += 1) {
      const { run } = runner.run(loop.traceOf(index));
      expect(loop.suspicionOf(index, run)).toBeNull();
    }
  });
});
