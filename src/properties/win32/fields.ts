import type { Win32Expected } from '../../model/win32/program.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import { win32ErrorName } from '../../nt/win32-error.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import { answerText } from '../../trace/win32/answer.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';
import type { ComparedField } from '../narrow.ts';
import { data } from './data.ts';
import { sameResult } from './same-result.ts';

/** One property's part of an observation of a program's call, compared with one allowed outcome. */
export interface Win32Field extends ComparedField<Win32Expected, Win32Observation, Win32Call> {
  /** What was expected and what was observed, for people. */
  explain(
    expected: Win32Expected,
    observed: Win32Observation,
    call: Win32Call,
  ): { readonly expected: string; readonly observed: string };
}

/** The answer as a whole tells people more than the field alone. */
const explain: Win32Field['explain'] = (expected, observed, { call }) => ({
  expected: answerText(call, expected),
  observed: answerText(call, observed),
});

function difference(observed: number, expected: number): string | null {
  if (observed === expected) return null;
  return observed > expected ? 'too-large' : 'too-small';
}

const result: Win32Field = {
  property: 'win32/result',
  compared: (expected) => (expected.succeeded === undefined ? 0 : 1),
  mismatch(expected, observed) {
    const wanted = expected.succeeded ? 'success' : 'failure';
    if (observed.ending !== expected.ending) return `${observed.ending}-for-${wanted}`;
    if (expected.succeeded === undefined || observed.succeeded === expected.succeeded) return null;
    return observed.succeeded ? 'success-for-failure' : 'failure-for-success';
  },
  explain,
};

const lastError: Win32Field = {
  property: 'win32/last-error',
  compared: (expected, observed) => (expected.succeeded === false && sameResult(expected, observed) ? 1 : 0),
  mismatch(expected, observed) {
    if (!sameResult(expected, observed)) return null;
    if (expected.lastError !== undefined && observed.lastError !== expected.lastError) {
      return `${win32ErrorName(observed.lastError)}-for-${win32ErrorName(expected.lastError)}`;
    }
    if (expected.errorKind === undefined || observed.errorKind === expected.errorKind) return null;
    return `${observed.errorKind ?? 'no-kind'}-for-${expected.errorKind ?? 'no-kind'}`;
  },
  explain,
};

const bytes: Win32Field = {
  property: 'win32/bytes',
  compared: (expected, observed) =>
    typeof expected.bytes === 'number' && sameResult(expected, observed) ? 1 : 0,
  mismatch(expected, observed) {
    if (expected.bytes === undefined || !sameResult(expected, observed)) return null;
    if (expected.bytes === null || observed.bytes === null) {
      return expected.bytes === observed.bytes ? null : expected.bytes === null ? 'given' : 'not-given';
    }
    return difference(observed.bytes, expected.bytes);
  },
  explain,
};

const overlapped: Win32Field = {
  property: 'win32/overlapped',
  compared: (expected, observed) => (expected.overlapped !== null && sameResult(expected, observed) ? 1 : 0),
  mismatch(expected, observed) {
    const wanted = expected.overlapped;
    const found = observed.overlapped;
    if (wanted === null || !sameResult(expected, observed)) return null;
    if (found === null) return 'no-overlapped';
    if (found.internal !== wanted.internal) {
      return `Internal-${ntstatusName(found.internal)}-for-${ntstatusName(wanted.internal)}`;
    }
    const high = difference(found.internalHigh, wanted.internalHigh);
    if (high !== null) return `InternalHigh-${high}`;
    if (expected.eventSignaled === undefined || observed.eventSignaled === expected.eventSignaled)
      return null;
    return observed.eventSignaled === true ? 'event-signaled' : 'event-not-signaled';
  },
  explain,
};

const position: Win32Field = {
  property: 'win32/position',
  compared: (expected, observed) => (expected.position !== null && sameResult(expected, observed) ? 1 : 0),
  mismatch(expected, observed) {
    return !sameResult(expected, observed) || observed.position === expected.position ? null : 'wrong';
  },
  explain,
};

/** The properties of one walk, in the order in which they narrow the set of outcomes. */
export const WIN32_FIELDS: readonly Win32Field[] = [result, lastError, bytes, data, overlapped, position];
