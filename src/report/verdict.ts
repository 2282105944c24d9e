import { kindsOf, type OpKind } from '../trace/ops/index.ts';
import { featureIs, firstRefusalText } from '../trace/refusal.ts';
import type { CampaignResult, Conclusion, PropertyResult } from '../trace/result/result.ts';
import { unreachedArms, unstruck } from '../trace/result/unreached.ts';
import { type Cause, causesOf, weightOf } from './causes.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { counted, grouped } from './format.ts';

/** What a campaign's result means, in words and as an exit code. */
export interface Verdict {
  readonly exitCode: ExitCode;
  /** Such as `2 findings`. */
  readonly text: string;
}

/** Operation kinds that no case executed, of those that cases may have. */
export function neverExecuted({ view = 'native', opKinds }: CampaignResult): OpKind[] {
  return kindsOf(view).kinds.filter((kind) => opKinds[kind] === 0);
}

/** Properties that applied and compared nothing. */
function vacuousProperties(result: CampaignResult): PropertyResult[] {
  return result.properties.filter(({ verdict }) => verdict === 'vacuous');
}

/** `2 findings`, or `2 causes (9 findings)` where some of them show in several ways. */
function causesText(causes: readonly Cause[], singular: string): string[] {
  const findings = causes.reduce((sum, { others }) => sum + 1 + others.length, 0);
  if (findings === 0) return [];
  const found = counted(findings, singular);
  return [findings === causes.length ? found : `${counted(causes.length, 'cause')} (${found})`];
}

/** What was found, by what it leads to: `2 causes (7 findings), 1 warning, 3 known findings`. */
function findingsText(result: CampaignResult): string {
  const causes = causesOf(result);
  const of = (weight: string): Cause[] => causes.filter((cause) => weightOf(cause) === weight);
  return [
    ...causesText(of('error'), 'finding'),
    ...causesText(of('warning'), 'warning'),
    ...causesText(of('known'), 'known finding'),
  ].join(', ');
}

/** What was never reached, by how much of it there is: the report has the names. */
function unreachedTexts(result: CampaignResult): string[] {
  const [arms, faults] = [unreachedArms(result).length, unstruck(result).length];
  return [
    ...(arms === 0
      ? []
      : [`${counted(arms, 'arm')} of the model ${arms === 1 ? 'was' : 'were'} never reached`]),
    ...(faults === 0 ? [] : [`${counted(faults, 'kind')} of faults never struck`]),
  ];
}

/** Why the coverage is not what it must be. */
function coverageGaps(result: CampaignResult): string[] {
  return [
    ...vacuousProperties(result).map(({ id }) => `${id} compared nothing`),
    ...neverExecuted(result).map((kind) => `${kind} was never executed`),
    ...(result.strict === true ? unreachedTexts(result) : []),
  ];
}

/** Whether anything but warnings and what is known was found. Fails closed: one sign of it is enough. */
function hasErrors(result: CampaignResult): boolean {
  if (result.findings.some(({ severity, known }) => severity === 'error' && !known)) return true;
  if (result.properties.some(({ verdict }) => verdict === 'finding')) return true;
  return result.conclusion === 'findings' && result.findings.length === 0;
}

/** Conclusions of campaigns that were ended. */
const HOW: Partial<Readonly<Record<Conclusion, string>>> = {
  interrupted: 'interrupted',
  'out-of-time': 'out of time',
};

/** Where a campaign stopped that did not execute all of its cases; null when it did. */
function interruption({ conclusion, cases, casesRequested }: CampaignResult): string | null {
  const how = HOW[conclusion];
  if (how === undefined && cases >= casesRequested) return null;
  // With findings it is not told whether the user or the driver ended it; what is not checked says that.
  return `${how ?? 'ended'} after ${grouped(cases)} of ${counted(casesRequested, 'case')}`;
}

/** How many cases were refused, and where first; null for none. */
export function refusalsText({ refused, conclusion, cases }: CampaignResult): string | null {
  if (refused === undefined)
    return conclusion === 'unsupported' ? 'what the driver asks for is not supported' : null;
  const corpus = refused.traces === 0 ? [] : [`${counted(refused.traces, 'trace')} of the corpus`];
  const generated = refused.cases === 0 ? [] : [`${grouped(refused.cases)} of ${counted(cases, 'case')}`];
  return `${featureIs(refused.first)} not supported: ${[...corpus, ...generated].join(' and ')} refused, first ${firstRefusalText(refused.first)}`;
}

/** Why a campaign is not one to rely on, whatever it found; null when it executed all it had to. */
export function incompleteness(result: CampaignResult): string | null {
  const reasons = [refusalsText(result), interruption(result)].filter((reason) => reason !== null);
  if (reasons.length > 0) return reasons.join('; ');
  if (result.conclusion !== 'insufficient-coverage') return null;
  const gaps = coverageGaps(result);
  return `insufficient coverage${gaps.length === 0 ? '' : `: ${gaps.join('; ')}`}`;
}

/**
 * Judges the result as a whole. Warnings and known findings alone conform. A campaign with cases that are not supported,
 * one that was interrupted, and one that covered too little say so, in this order, with what was found so far.
 */
export function verdictOf(result: CampaignResult): Verdict {
  const found = findingsText(result);
  const incomplete = incompleteness(result);
  if (result.conclusion !== 'interrupted' && hasErrors(result)) {
    const told = found === '' ? 'findings' : found;
    return { exitCode: EXIT.FINDINGS, text: incomplete === null ? told : `${told}; ${incomplete}` };
  }
  if (incomplete !== null) {
    const exitCode = refusalsText(result) === null ? EXIT.INCOMPLETE : EXIT.NOT_SUPPORTED;
    return { exitCode, text: `${incomplete}${found === '' ? '' : `; ${found} so far`}` };
  }
  return { exitCode: EXIT.CONFORMS, text: found === '' ? 'conforms' : `conforms with ${found}` };
}
