import fc from 'fast-check';
import { CaseLoop } from '../src/execution/case-loop.ts';
import { CaseRunner } from '../src/execution/case-runner.ts';
import { Tally } from '../src/execution/tally.ts';
import { minimizeFinding } from '../src/explanation/minimize-finding.ts';
import { relevance } from '../src/explanation/relevance/relevance.ts';
import { askAll } from '../src/minimize/asking.ts';
import { minimize } from '../src/minimize/minimize.ts';
import { findSubject } from '../src/subjects/index.ts';
import type { Finding } from '../src/trace/finding/finding.ts';
import type { Trace } from '../src/trace/trace.ts';
import { median, printTable, whole } from './measure.ts';
import { PROBLEMS, type Problem } from './shrinking-problems.ts';

const SEED = 1;
const STARTS = 50;
const BUDGET = 20_000;
/** Cases of each driver in each mode, whose findings are minimized. */
const CASES = 1200;
const DRIVERS = [
  'article-verbatim',
  'record-verbatim',
  'overclaim-verbatim',
  'default-verbatim',
  'complete-then-err-verbatim',
  'forgets-to-complete-verbatim',
  'status-disagrees-verbatim',
];

/** The shrinking challenge's problems, and the findings of the published framework's drivers. */
export async function benchShrinking(): Promise<void> {
  console.log(`\nShrinking challenge: ${STARTS} failing starts of each problem, seed ${SEED}\n`);
  printTable(
    ['problem', 'smallest', 'results', 'evaluations: mean', 'median', 'as'],
    PROBLEMS.map(problemRow),
  );
  console.log(`\nFindings of ${CASES} cases of each driver in each mode, seed ${SEED}\n`);
  printTable(
    [
      'driver',
      'findings',
      'minimal',
      'executions: median',
      'most',
      'ms: median',
      'most',
      'fields: executions',
      'ms',
    ],
    DRIVERS.map(driverRow),
  );
}

function failingStarts({ starts, fails }: Problem): Trace[] {
  return fc.sample(starts.filter(fails), { seed: SEED, numRuns: STARTS });
}

function problemRow(problem: Problem): string[] {
  const results = new Map<string, number>();
  const executions: number[] = [];
  for (const start of failingStarts(problem)) {
    const result = minimize(start, (candidate) => problem.fails(candidate), { budget: BUDGET });
    if (!result.complete) throw new Error(`${problem.name}: the budget ended`);
    const shown = problem.shown(result.trace);
    results.set(shown, (results.get(shown) ?? 0) + 1);
    executions.push(result.executions);
  }
  if (executions.length !== STARTS) throw new Error(`${problem.name}: ${executions.length} starts`);
  const smallest = problem.smallest.reduce((sum, each) => sum + (results.get(each) ?? 0), 0);
  const mean = executions.reduce((sum, each) => sum + each, 0) / executions.length;
  return [
    problem.name,
    `${((100 * smallest) / STARTS).toFixed(1)} %`,
    String(results.size),
    whole(mean),
    whole(median(executions)),
    problem.form,
  ];
}

function driverRow(name: string): string[] {
  const subject = findSubject(name);
  const found: { finding: Finding; ms: number; fieldsMs: number; fields: number }[] = [];
  for (const mode of subject.modes) {
    const runner = new CaseRunner(subject);
    const loop = new CaseLoop(runner, subject, { modes: [mode], seed: SEED });
    const tally = new Tally();
    for (let caseIndex = 0; caseIndex < CASES; caseIndex += 1) loop.run(caseIndex, tally);
    for (const first of tally.firstCases()) {
      const start = performance.now();
      const finding = minimizeFinding(runner, first);
      const minimized = performance.now();
      const stillFails = (candidate: Trace): boolean => runner.breachWith(candidate, finding) !== null;
      const setting = { op: finding.op, modes: runner.modes };
      const { executions: fields } = askAll(relevance(finding.trace, setting), stillFails);
      found.push({ finding, ms: minimized - start, fieldsMs: performance.now() - minimized, fields });
    }
  }
  const minimal = found.filter(({ finding }) => finding.minimization === 'complete').length;
  const executions = found.map(({ finding }) => finding.executions);
  const ms = found.map((each) => each.ms);
  return [
    name,
    String(found.length),
    String(minimal),
    whole(median(executions)),
    whole(Math.max(...executions)),
    median(ms).toFixed(1),
    Math.max(...ms).toFixed(1),
    whole(median(found.map((each) => each.fields))),
    median(found.map((each) => each.fieldsMs)).toFixed(1),
  ];
}
