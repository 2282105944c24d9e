import type { Finding } from '../trace/finding.ts';
import { OP_KINDS } from '../trace/op.ts';
import { type CampaignResult, type Conclusion, type PropertyResult, RESULT_FORMAT } from '../trace/result.ts';
import { VERSION } from '../trace/version.ts';
import { reachableArms } from './model-arms.ts';
import type { PropertySetting } from './property-list.ts';
import type { Tally } from './tally.ts';

/** What a campaign was asked to do. */
export interface Request extends PropertySetting {
  /** The file of the device's model; null where none was given. */
  readonly model: string | null;
  readonly cases: number;
  readonly seed: number;
}

/**
 * The result of a campaign.
 *
 * @param leftOut what was not executed and why, for people
 */
export function resultOf(
  request: Request,
  tally: Tally,
  findings: readonly Finding[],
  leftOut: readonly string[] = [],
): CampaignResult {
  const { subject, model, modes, seed, cases } = request;
  const properties = tally.propertyResults(request);
  const opKinds = tally.opKindCounts();
  return {
    format: RESULT_FORMAT,
    version: VERSION,
    subject: subject.name,
    openName: subject.openName,
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
    modelArms: tally.armCounts(reachableArms(subject, modes)),
    properties,
    notChecked: [
      ...unjudged(properties),
      ...OP_KINDS.filter((kind) => opKinds[kind] === 0).map((kind) => `operation ${kind}: never executed`),
      ...leftOut,
    ],
    findings,
    corpus: null,
    baseline: null,
    conclusion: conclude(cases, tally, properties, opKinds, findings),
    timing: null,
  };
}

/** The properties that were not judged, each with the reason, for people. */
export function unjudged(properties: readonly PropertyResult[]): string[] {
  return [
    ...properties.filter(({ verdict }) => verdict === 'skipped').map(({ id, note }) => `${id}: ${note}`),
    ...properties
      .filter(({ verdict }) => verdict === 'vacuous')
      .map(({ id }) => `${id}: nothing to compare came up`),
  ];
}

/** Fails closed (design D8): what was not exercised does not conform. */
function conclude(
  casesRequested: number,
  tally: Tally,
  properties: readonly PropertyResult[],
  opKinds: CampaignResult['opKinds'],
  findings: readonly Finding[],
): Conclusion {
  if (findings.some(({ severity }) => severity === 'error')) return 'findings';
  if (tally.cases < casesRequested) return 'interrupted';
  const vacuous = properties.some(({ verdict }) => verdict === 'vacuous');
  return vacuous || OP_KINDS.some((kind) => opKinds[kind] === 0) ? 'insufficient-coverage' : 'conforms';
}
