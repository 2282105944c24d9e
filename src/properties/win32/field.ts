import type { Win32Expected } from '../../model/win32/program.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import { answerText } from '../../trace/win32/answer.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';
import type { ComparedField } from '../narrow.ts';

/** One property's part of an observation of a program's call, compared with one allowed outcome. */
export interface Win32Field extends ComparedField<Win32Expected, Win32Observation, Win32Call> {
  /** What was expected and what was observed, for people. */
  explain(
    expected: Win32Expected,
    observed: Win32Observation,
    call: Win32Call,
  ): { readonly expected: string; readonly observed: string };
}

/** The answer as a whole, which tells people more than the field alone. */
export const explainAnswer: Win32Field['explain'] = (expected, observed, { call }) => ({
  expected: answerText(call, expected),
  observed: answerText(call, observed),
});
