import { describe, expect, it } from 'vitest';
import { Detector } from '../../../src/detection/detector.ts';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { minimize } from '../../../src/minimize/minimize.ts';
import { defects, findSubject } from '../../../src/subjects/index.ts';
import { formatTrace, parseTrace } from '../../../src/trace/json.ts';

/** Cases in which one seed finds every defect. */
const CASES = 1500;

describe.each(defects.map((defect) => [defect.id, defect] as const))('%s', (_id, defect) => {
  const { base, property, minimal, subject } = defect;
  const runner = new CaseRunner(subject);

  it('shows its finding on the published minimal trace', () => {
    expect(subject.modes).toContain(minimal.setting.mode);
    expect(runner.breachWith(minimal, defect)).toMatchObject({ property, reason: defect.reason });
  });

  it('shows nothing of the kind there in the driver that it varies', () => {
    const correct = findSubject(base);
    expect(new CaseRunner(correct).breaches({ ...minimal, subject: base })).toEqual([]);
  });

  it('shows up in generated cases', () => {
    const { first } = new Detector(defect).search(1, CASES);
    expect(first?.breach).toMatchObject({ property, reason: defect.reason });
  });

  it('has a minimal trace in normal form', () => {
    expect(parseTrace(formatTrace(minimal)).trace).toEqual(minimal);
    const again = minimize(minimal, (candidate) => runner.breachWith(candidate, defect) !== null);
    expect(again).toMatchObject({ trace: minimal, complete: true });
  });
});
