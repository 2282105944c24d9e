import { caseArbitrary } from '../properties/arbitraries/case-arbitrary.ts';
import { generateCase } from '../properties/arbitraries/generate-case.ts';
import type { Subject } from '../subjects/index.ts';
import type { Finding } from '../trace/finding.ts';
import { OP_KINDS } from '../trace/op.ts';
import { type CampaignResult, type Conclusion, type PropertyResult, RESULT_FORMAT } from '../trace/result.ts';
import type { Run } from '../trace/run.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import { VERSION } from '../trace/version.ts';
import { CaseRunner } from './case-runner.ts';
import { modeOf, profileOf, traceOf } from './generation.ts';
import { minimizeFinding, unminimized } from './minimize-finding.ts';
import { reachableArms } from './model-arms.ts';
import { Tally } from './tally.ts';

/** Cases of a campaign that says nothing else, all modes together. */
export const DEFAULT_CASES = 120_000;

/** Cases between two chances for the event loop to run. */
const CASES_PER_TURN = 200;

/** How far a campaign has come. */
export interface Progress {
  readonly phase: 'cases' | 'minimizing';
  readonly cases: number;
  readonly casesRequested: number;
  readonly calls: number;
  readonly findings: number;
}

export interface CampaignOptions {
  readonly subject: Subject;
  /** At least one, each of them a mode of the subject. Cases take turns. */
  readonly modes: readonly BufferingMode[];
  readonly cases: number;
  /** An unsigned 32-bit number. */
  readonly seed: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the campaign early; its result then says `interrupted`, unless an error was found. */
  readonly signal?: AbortSignal;
}

/**
 * Generates cases, executes and judges them, and minimizes each distinct finding. The result is a function of
 * subject, modes, cases and seed alone.
 *
 * @throws DriverEntryError when the driver does not load; RangeError when there are no modes
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { subject, modes, seed, signal } = options;
  if (modes.length === 0) throw new RangeError('a campaign needs at least one buffering mode');
  const runner = new CaseRunner(subject);
  const tally = new Tally();
  const arbitrary = caseArbitrary(profileOf(subject));
  const report = (phase: Progress['phase']): void =>
    options.onProgress?.({
      phase,
      cases: tally.cases,
      casesRequested: options.cases,
      calls: tally.calls,
      findings: tally.findings,
    });
  for (let caseIndex = 0; caseIndex < options.cases; caseIndex += 1) {
    if (caseIndex % CASES_PER_TURN === 0) {
      report('cases');
      await nextTurn();
      if (signal?.aborted === true) break;
    }
    const generated = generateCase(arbitrary, seed, caseIndex);
    const trace = traceOf(subject.name, modeOf(modes, caseIndex), generated.value, seed, caseIndex);
    runCase(runner, tally, trace, caseIndex, modes.length);
  }
  const findings: Finding[] = [];
  for (const first of tally.firstCases()) {
    report('minimizing');
    await nextTurn();
    const generated = generateCase(arbitrary, seed, first.caseIndex);
    findings.push(
      signal?.aborted === true
        ? unminimized(first, 'not minimized: the campaign was interrupted')
        : minimizeFinding(runner, arbitrary, generated, first),
    );
  }
  return resultOf(options, tally, findings);
}

/** Executes one case, and one of its variants by one relation: which ones follows from the case index. */
function runCase(runner: CaseRunner, tally: Tally, trace: Trace, caseIndex: number, modeCount: number): void {
  const { run, judgement } = runner.run(trace);
  tally.countRun(run);
  tally.countArms(judgement.arms);
  for (const verdict of judgement.verdicts) tally.countVerdict(verdict, trace, caseIndex);
  compareVariant(runner, tally, run, trace, caseIndex, Math.floor(caseIndex / modeCount));
}

function compareVariant(
  runner: CaseRunner,
  tally: Tally,
  run: Run,
  trace: Trace,
  caseIndex: number,
  turn: number,
): void {
  const { relations } = runner;
  const relation = relations[turn % relations.length];
  if (relation === undefined) return;
  const variants = runner.variants(relation, trace);
  const variant = variants[Math.floor(turn / relations.length) % variants.length];
  if (variant === undefined) return;
  tally.executions += 1;
  const { comparison, contract } = runner.compare(relation, run, variant);
  tally.countVerdict(comparison, trace, caseIndex);
  for (const verdict of contract) tally.countVerdict(verdict, variant, caseIndex);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function resultOf(options: CampaignOptions, tally: Tally, findings: readonly Finding[]): CampaignResult {
  const { subject, modes, seed } = options;
  const properties = tally.propertyResults(subject, modes);
  const opKinds = tally.opKindCounts();
  return {
    format: RESULT_FORMAT,
    version: VERSION,
    subject: subject.name,
    seed,
    casesRequested: options.cases,
    cases: tally.cases,
    calls: tally.calls,
    executions: tally.executions,
    distinctTraces: tally.distinctTraces,
    modes: tally.modeCounts(modes),
    opKinds,
    modelArms: tally.armCounts(reachableArms(subject, modes)),
    properties,
    notChecked: notChecked(properties, opKinds),
    findings,
    conclusion: conclude(options, tally, properties, opKinds, findings),
  };
}

function notChecked(properties: readonly PropertyResult[], opKinds: CampaignResult['opKinds']): string[] {
  return [
    ...properties.filter(({ verdict }) => verdict === 'skipped').map(({ id, note }) => `${id}: ${note}`),
    ...properties
      .filter(({ verdict }) => verdict === 'vacuous')
      .map(({ id }) => `${id}: nothing to compare came up`),
    ...OP_KINDS.filter((kind) => opKinds[kind] === 0).map((kind) => `operation ${kind}: never executed`),
  ];
}

/** Fails closed (design D8): what was not exercised does not conform. */
function conclude(
  options: CampaignOptions,
  tally: Tally,
  properties: readonly PropertyResult[],
  opKinds: CampaignResult['opKinds'],
  findings: readonly Finding[],
): Conclusion {
  if (findings.some(({ severity }) => severity === 'error')) return 'findings';
  if (tally.cases < options.cases) return 'interrupted';
  const vacuous = properties.some(({ verdict }) => verdict === 'vacuous');
  return vacuous || OP_KINDS.some((kind) => opKinds[kind] === 0) ? 'insufficient-coverage' : 'conforms';
}
