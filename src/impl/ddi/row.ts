import type { IoManager } from '../io/io-manager.ts';
import type { Parameter, ParametersOf, ResultOf, RoutineResult } from './signature.ts';

/** What the code of an x64 image does to reach a routine. */
type Reach =
  | {
      /** It calls one of these exports of ntoskrnl. */
      readonly exports: readonly [string, ...string[]];
      /** Some kits have it as inline code, which calls nothing. */
      readonly alsoInlined?: true;
    }
  | {
      /** The routine is inline code in every kit. */
      readonly inlined: true;
      /** What that inline code may call, exports of ntoskrnl. */
      readonly calls: readonly string[];
    };

interface Facts {
  readonly reach: Reach;
  /**
   * The IRQL it may be called at: at most this, or from the first to the second. Above is 0xA; what becomes of a call
   * below, the routine says itself.
   */
  readonly irql: number | readonly [from: number, to: number];
  /** What Driver Verifier says of a call above it: the first parameter of 0xC4. Bug check 0xA where it is left out. */
  readonly above?: number;
  /** The rules of doc/rules.md that it implements. */
  readonly rules: readonly string[];
  /** Calls are counted: as those of an MDL routine (R70 to R80). */
  readonly counts?: 'mdl-call';
  /** The parameter that the event of a call tells: a number of bytes or an IRQL. */
  readonly told?: string;
}

/**
 * One routine that drivers may call: how images reach it, its signature and rules, and the routine itself. Arguments
 * and result are those of `call`; what is declared of them has to be of the same number and kinds.
 */
export interface Row<Arguments extends readonly unknown[], Result> extends Facts {
  readonly parameters: ParametersOf<NoInfer<Arguments>>;
  readonly result: ResultOf<NoInfer<Result>>;
  readonly call: (io: IoManager, ...parameters: Arguments) => Result;
}

/** A routine; what a driver passes to it may be anything. */
export type AnyRoutine = (io: IoManager, ...parameters: readonly unknown[]) => unknown;

/** Any row; `call` is to be called as an {@link AnyRoutine}. */
export interface AnyRow extends Facts {
  readonly parameters: readonly Parameter[];
  readonly result: RoutineResult;
  readonly call: (io: IoManager, ...parameters: never[]) => unknown;
}

/** A row whose types are those of its routine. */
export function row<Arguments extends readonly unknown[], Result>(
  definition: Row<Arguments, Result>,
): Row<Arguments, Result> {
  return definition;
}

/** The highest IRQL a routine may be called at. */
export function highestIrql({ irql }: AnyRow): number {
  return typeof irql === 'number' ? irql : irql[1];
}
