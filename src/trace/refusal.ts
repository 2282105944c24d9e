import { majorFunctionName } from '../nt/irp.ts';
import { ASYNCHRONOUS_REQUESTS, LOADING, type Refused } from './run/run.ts';

/** What `Refusal.operation` says where the process had ended and its handles were closed. */
const AT_EXIT = 'exit';
/** What it says while the driver was loaded. */
const AT_LOAD = 'load';

/** Where a run ended because the driver asked for what is not executed. Plain data. */
export interface Refusal {
  /** What that is, for people: `asynchronous requests` (R45), or a routine with what it was given. */
  readonly feature: string;
  /** Index of the operation; as many as there are operations for the end of the process, -1 for DriverEntry. */
  readonly op: number;
  /** Its kind, such as `read`; `exit` for the end of the process, `load` for DriverEntry. */
  readonly operation: string;
  /** The major function of the request for which it was, such as `IRP_MJ_READ`; null for none. */
  readonly major: string | null;
  /** The property whose variant of the trace it was; null for the trace itself. */
  readonly variant: string | null;
}

/** The first refusal among several cases. */
export interface FirstRefusal extends Refusal {
  /** Below 0 for a trace of the corpus. */
  readonly caseIndex: number;
}

/** Which cases ended at a request that is not executed further. */
export interface RefusedCases {
  /** Generated cases, each once whether it or its variant was refused. */
  readonly cases: number;
  /** Traces of the corpus. */
  readonly traces: number;
  /** Of the case with the lowest index. */
  readonly first: FirstRefusal;
}

/** The refusal of a run, if it ended with one. `kinds` are those of its operations. */
export function refusalOf(
  refused: Refused | null,
  kinds: readonly { readonly op: string }[],
  variant: string | null = null,
): Refusal | null {
  if (refused === null) return null;
  const { feature, op, major } = refused;
  const operation = op === LOADING ? AT_LOAD : (kinds[op]?.op ?? AT_EXIT);
  return { feature, op, operation, major: major === null ? null : majorFunctionName(major), variant };
}

/** Both together, with the first of both; null where none was refused. */
export function addRefused(left: RefusedCases | null, right: RefusedCases | null): RefusedCases | null {
  if (left === null || right === null) return left ?? right;
  return {
    cases: left.cases + right.cases,
    traces: left.traces + right.traces,
    first: right.first.caseIndex < left.first.caseIndex ? right.first : left.first,
  };
}

/** `operation 2, read (IRP_MJ_READ)`. */
function refusalPlace(refusal: Refusal): string {
  const { variant } = refusal;
  const where = refusalMoment(refusal);
  return variant === null ? where : `${where}, of a variant for ${variant}`;
}

function refusalMoment({ op, operation, major }: Refusal): string {
  if (operation === AT_LOAD) return 'DriverEntry';
  if (operation === AT_EXIT)
    return major === null ? 'the unload' : `the closing of handles at the end (${major})`;
  return `operation ${op + 1}, ${operation}${major === null ? '' : ` (${major})`}`;
}

/** `case 0 at operation 2, read (IRP_MJ_READ)`. */
export function firstRefusalText(first: FirstRefusal): string {
  const whose = first.caseIndex < 0 ? 'a trace of the corpus' : `case ${first.caseIndex}`;
  return `${whose} at ${refusalPlace(first)}`;
}

/** `asynchronous requests are`, to be followed by what they are not. */
export function featureIs({ feature }: Pick<Refusal, 'feature'>): string {
  return `${feature} ${feature === ASYNCHRONOUS_REQUESTS ? 'are' : 'is'}`;
}

/** What a driver does, in words, that is refused. */
export function refusedDoing({ feature }: Pick<Refusal, 'feature'>): string {
  return feature === ASYNCHRONOUS_REQUESTS
    ? 'marks a request pending and does not complete it within its call'
    : 'asks for it';
}

/** Why a trace is not executed to its end, in a sentence without its full stop. */
export function refusalText(refusal: Refusal): string {
  return `${featureIs(refusal)} not executed by this version: the driver ${refusedDoing(refusal)}, at ${refusalPlace(refusal)}`;
}
