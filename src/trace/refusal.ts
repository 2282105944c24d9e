import { majorFunctionName } from '../nt/irp.ts';
import type { RefusedRequest } from './run/run.ts';

/** What `Refusal.operation` says where the process had ended and its handles were closed. */
const AT_EXIT = 'exit';

/** A request that a driver pends, at which a run ended: asynchronous requests are not executed (R45). Plain data. */
export interface Refusal {
  /** Index of the operation; as many as there are operations for the end of the process. */
  readonly op: number;
  /** Its kind, such as `read`; `exit` for the end of the process. */
  readonly operation: string;
  /** The request's major function, such as `IRP_MJ_READ`. */
  readonly major: string;
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
  refused: RefusedRequest | null,
  kinds: readonly { readonly op: string }[],
  variant: string | null = null,
): Refusal | null {
  if (refused === null) return null;
  const { op, major } = refused;
  return { op, operation: kinds[op]?.op ?? AT_EXIT, major: majorFunctionName(major), variant };
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
function refusalPlace({ op, operation, major, variant }: Refusal): string {
  const where =
    operation === AT_EXIT
      ? `the closing of handles at the end (${major})`
      : `operation ${op + 1}, ${operation} (${major})`;
  return variant === null ? where : `${where}, of a variant for ${variant}`;
}

/** `case 0 at operation 2, read (IRP_MJ_READ)`. */
export function firstRefusalText(first: FirstRefusal): string {
  const whose = first.caseIndex < 0 ? 'a trace of the corpus' : `case ${first.caseIndex}`;
  return `${whose} at ${refusalPlace(first)}`;
}

/** Why a trace is not executed to its end, in a sentence without its full stop. */
export function refusalText(refusal: Refusal): string {
  return `asynchronous requests are not executed by this version: the driver marks a request pending and does not complete it within its call, at ${refusalPlace(refusal)}`;
}
