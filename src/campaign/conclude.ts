import { profileOf } from '../execution/generation.ts';
import { reachableArms } from '../execution/model-arms.ts';
import type { Tally } from '../execution/tally.ts';
import { causesOf } from '../explanation/causes/causes.ts';
import type { PropertySetting } from '../properties/property.ts';
import { withoutFaults } from '../properties/skips.ts';
import type { SubjectSummary } from '../subjects/index.ts';
import type { Finding } from '../trace/finding/finding.ts';
import { kindsOf, type OpKind, type View } from '../trace/ops/index.ts';
import { firstRefusalText, type RefusedCases, refusedDoing } from '../trace/refusal.ts';
import {
  type CampaignResult,
  type Conclusion,
  type CorpusResult,
  type PropertyResult,
  RESULT_FORMAT,
} from '../trace/result/result.ts';
import type { Scouted } from '../trace/result/scouted.ts';
import { VERSION } from '../trace/version.ts';

/** What a campaign was asked to do. */
export interface Request extends PropertySetting {
  /** The file of the device's model; null where none was given. */
  readonly model: string | null;
  readonly cases: number;
  readonly seed: number;
}

/** What ends a campaign before its cases do, besides the driver. */
export type Stop = Extract<Conclusion, 'interrupted' | 'out-of-time'>;

/** What else there is to say of a campaign. */
export interface Circumstances {
  /** What was not executed and why, for people. */
  readonly leftOut?: readonly string[];
  /** What ended it early; null for nothing but perhaps the driver. */
  readonly stopped?: Stop | null;
  readonly corpus?: CorpusResult | null;
  readonly scouted?: Scouted | null;
}

/** The result of a campaign. */
export function resultOf(
  request: Request,
  tally: Tally,
  findings: readonly Finding[],
  { leftOut = [], stopped = null, corpus = null, scouted = null }: Circumstances = {},
): CampaignResult {
  const { subject, model, modes, seed, cases, view } = request;
  const properties = tally.propertyResults(request);
  const opKinds = tally.opKindCounts(profileOf(subject, view));
  return {
    format: RESULT_FORMAT,
    version: VERSION,
    subject: subject.name,
    openName: subject.openName,
    ...viewPart(view),
    model,
    seed,
    casesRequested: cases,
    cases: tally.cases,
    calls: tally.calls,
    executions: tally.executions,
    distinctTraces: tally.distinctTraces,
    modes: tally.modeCounts(modes),
    opKinds,
    coverage: tally.coverage.counts(),
    modelArms: tally.armCounts(reachableArms(subject, modes, view)),
    properties,
    notChecked: [
      ...refusedLines(tally.refused),
      ...unjudged(properties),
      ...neverExecuted(view, opKinds).map((kind) => `operation ${kind}: never executed`),
      ...(subject.notReached ?? []),
      ...unknownControls(scouted),
      ...leftOut,
    ],
    ...refusedPart(tally.refused),
    during: tally.happenings.strikes,
    happenings: withoutFaults(request) === null ? tally.happenings.counts() : [],
    lastReached: tally.lastReached,
    ...controlsPart(subject, view, tally, scouted),
    findings,
    causes: causesOf(findings),
    corpus,
    baseline: null,
    conclusion: conclude(
      {
        casesRequested: cases,
        cases: tally.cases,
        properties,
        opKinds,
        ...viewPart(view),
        findings,
        ...refusedPart(tally.refused),
      },
      stopped ?? 'interrupted',
    ),
    timing: null,
  };
}

/** The field of a result where it is not of the usual view. */
function viewPart(view: View): { readonly view?: View } {
  return view === 'native' ? {} : { view };
}

/** The fields of a result that tell of control codes, where the driver knows any. */
function controlsPart(
  { generation }: SubjectSummary,
  view: View,
  tally: Tally,
  scouted: Scouted | null,
): Pick<CampaignResult, 'controls' | 'scouted'> {
  const hints = generation.controls ?? [];
  return {
    ...(scouted !== null && { scouted }),
    ...(hints.length > 0 && {
      controls: tally.controls.counts(
        hints.map(({ code }) => code),
        view,
      ),
    }),
  };
}

/** That the driver seems to have control codes, and none was found. */
function unknownControls(scouted: Scouted | null): string[] {
  if (scouted === null || scouted.codes.length === 0) return [];
  if (scouted.codes.some(({ recognised }) => recognised)) return [];
  return [
    `control codes: the driver knows none of the ${scouted.codes.length} that it is written with (${scouted.requests} requests); if it has others, its module can name them as 'controls'`,
  ];
}

/** Kinds of a view that no case executed, of those that cases may have (design D8). */
function neverExecuted(view: View, opKinds: CampaignResult['opKinds']): readonly OpKind[] {
  return kindsOf(view).kinds.filter((kind) => opKinds[kind] === 0);
}

/** That cases ended at a request that is not executed, for people. */
function refusedLines(refused: RefusedCases | null): string[] {
  return refused === null
    ? []
    : [
        `${refused.first.feature}: a case ends where the driver ${refusedDoing(refused.first)}, first ${firstRefusalText(refused.first)}`,
      ];
}

/** The field of a result where it has one: results of drivers that pend nothing are as they were without it. */
function refusedPart(refused: RefusedCases | null): { readonly refused?: RefusedCases } {
  return refused === null ? {} : { refused };
}

/** The properties that were not judged, each with the reason, for people. */
function unjudged(properties: readonly PropertyResult[]): string[] {
  return [
    ...properties.filter(({ verdict }) => verdict === 'skipped').map(({ id, note }) => `${id}: ${note}`),
    ...properties
      .filter(({ verdict }) => verdict === 'vacuous')
      .map(({ id }) => `${id}: nothing to compare came up`),
  ];
}

/** What a conclusion is drawn from. */
type Grounds = Pick<
  CampaignResult,
  'casesRequested' | 'cases' | 'properties' | 'view' | 'opKinds' | 'findings' | 'refused'
>;

/**
 * What the parts of a result mean as a whole: findings before what is not supported before what is missing. Fails
 * closed (design D8): what was not exercised does not conform.
 *
 * @param stop what it is called that not all of the cases were executed
 */
export function conclude(
  { casesRequested, cases, properties, view = 'native', opKinds, findings, refused }: Grounds,
  stop: Stop = 'interrupted',
): Conclusion {
  if (findings.some(({ severity, known }) => severity === 'error' && !known)) return 'findings';
  if (refused !== undefined) return 'unsupported';
  if (cases < casesRequested) return stop;
  const vacuous = properties.some(({ verdict }) => verdict === 'vacuous');
  return vacuous || neverExecuted(view, opKinds).length > 0 ? 'insufficient-coverage' : 'conforms';
}
