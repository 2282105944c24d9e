import { generateCase } from '../../properties/arbitraries/generate-case.ts';
import { win32CaseArbitrary } from '../../properties/arbitraries/win32/case-arbitrary.ts';
import type { Subject } from '../../subjects/index.ts';
import { refusalOf } from '../../trace/refusal.ts';
import type { Conclusion, PropertyResult } from '../../trace/result.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { VERSION } from '../../trace/version.ts';
import { WIN32_OP_KINDS } from '../../trace/win32/op.ts';
import type { Win32CampaignResult, Win32Counterexample } from '../../trace/win32/result.ts';
import { refusedLines, refusedPart, unjudged } from '../conclude.ts';
import { dialectOf, modeOf } from '../generation.ts';
import { nextTurn } from '../next-turn.ts';
import { Win32CaseRunner } from './case-runner.ts';
import { counterexampleOf } from './counterexample.ts';
import { win32ProfileOf } from './profile.ts';
import { reachableWin32Arms } from './reachable-arms.ts';
import { Win32Tally } from './tally.ts';

/** Cases between two chances for the event loop to run. */
const CASES_PER_TURN = 200;

/** What a campaign of the Win32 view is asked. */
export interface Win32CampaignOptions {
  readonly subject: Subject;
  /** At least one, each of them a mode of the subject. Cases take turns. */
  readonly modes: readonly BufferingMode[];
  /** A whole number, at least 1. */
  readonly cases: number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** False leaves counterexamples as they were generated. */
  readonly shrink?: boolean;
  /** Ends the campaign early; its result then says `interrupted`, unless something was found. */
  readonly signal?: AbortSignal;
}

/**
 * Generates cases of the Win32 view, what a program does through kernel32 and Rust's File, executes them and judges
 * them by the reference model. The result is a function of subject, modes, cases and seed alone.
 *
 * @throws DriverEntryError when the driver does not load; RangeError when there is no model, and when `modes`, `cases`
 * or `seed` is not what it has to be
 */
export async function runWin32Campaign(options: Win32CampaignOptions): Promise<Win32CampaignResult> {
  const { subject, modes, seed, shrink = true, signal } = options;
  requireValid(options);
  const runner = new Win32CaseRunner(subject);
  const tally = new Win32Tally();
  const arbitrary = win32CaseArbitrary(win32ProfileOf(subject));
  for (let caseIndex = 0; caseIndex < options.cases; caseIndex += 1) {
    if (caseIndex % CASES_PER_TURN === 0) {
      await nextTurn();
      if (signal?.aborted === true) break;
    }
    const { value } = generateCase(arbitrary, seed, caseIndex);
    const setting = { mode: modeOf(modes, caseIndex), dialect: dialectOf(caseIndex) };
    const { run, judgement } = runner.run(value, setting);
    tally.count(run, judgement, setting, caseIndex);
    const refused = refusalOf(run.refused, value.ops);
    if (refused !== null) tally.noteRefusal(refused, caseIndex);
  }
  const counterexamples: Win32Counterexample[] = [];
  const sources = { runner, arbitrary, openName: subject.openName };
  for (const first of tally.firstCases()) {
    await nextTurn();
    const generated = generateCase(arbitrary, seed, first.caseIndex);
    const isShrunk = shrink && signal?.aborted !== true;
    counterexamples.push(counterexampleOf(sources, generated, first, isShrunk));
  }
  return resultOf(options, tally, counterexamples);
}

function requireValid({ subject, modes, cases, seed }: Win32CampaignOptions): void {
  if (modes.length === 0) throw new RangeError('a campaign needs at least one buffering mode');
  for (const mode of modes) {
    if (!subject.modes.includes(mode)) throw new RangeError(`${mode} is no mode of ${subject.name}`);
  }
  if (!Number.isSafeInteger(cases) || cases < 1) {
    throw new RangeError(`the number of cases is a whole number of at least 1, not ${cases}`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`a seed is a whole number from 0 to 4294967295, not ${seed}`);
  }
}

function resultOf(
  { subject, modes, seed, cases }: Win32CampaignOptions,
  tally: Win32Tally,
  counterexamples: readonly Win32Counterexample[],
): Win32CampaignResult {
  const properties = tally.propertyResults(subject, modes);
  const opKinds = tally.opKindCounts();
  const { required, possible } = reachableWin32Arms(subject, modes);
  const modelArms = tally.armCounts([...required, ...possible]);
  const unreached = required.filter((arm) => modelArms[arm] === 0);
  const unexecuted = WIN32_OP_KINDS.filter((kind) => opKinds[kind] === 0);
  const isComplete = unreached.length === 0 && unexecuted.length === 0;
  return {
    version: VERSION,
    subject: subject.name,
    seed,
    casesRequested: cases,
    cases: tally.cases,
    calls: tally.calls,
    modes: tally.modeCounts(modes),
    opKinds,
    modelArms,
    properties,
    notChecked: [
      ...refusedLines(tally.refused),
      ...unjudged(properties),
      ...unexecuted.map((kind) => `operation ${kind}: never executed`),
      ...unreached.map((arm) => `rule ${arm}: never reached`),
      ...possible
        .filter((arm) => modelArms[arm] === 0)
        .map((arm) => `rule ${arm}: the device gave no such answer`),
    ],
    ...refusedPart(tally.refused),
    counterexamples,
    conclusion: conclude(tally.refused !== null, tally.cases < cases, properties, isComplete),
  };
}

/** Fails closed (design D8): what was not exercised does not conform. */
function conclude(
  isRefused: boolean,
  isInterrupted: boolean,
  properties: readonly PropertyResult[],
  isComplete: boolean,
): Conclusion {
  if (properties.some(({ verdict }) => verdict === 'finding')) return 'findings';
  if (isRefused) return 'unsupported';
  if (isInterrupted) return 'interrupted';
  const isVacuous = properties.some(({ verdict }) => verdict === 'vacuous');
  return isVacuous || !isComplete ? 'insufficient-coverage' : 'conforms';
}
