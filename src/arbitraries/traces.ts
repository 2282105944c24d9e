import fc from 'fast-check';
import { dialectOf } from '../execution/generation.ts';
import { MAX_WORD } from '../properties/generate/word.ts';
import { settingOf } from '../trace/setting.ts';
import { type BufferingMode, TRACE_FORMAT, type Trace } from '../trace/trace.ts';
import { cases } from './cases.ts';
import type { CaseConstraints } from './constraints.ts';

/** What traces are generated for. */
export interface TraceConstraints extends CaseConstraints {
  /** Modes of the driver, at least one; all of them if left out. */
  readonly modes?: readonly BufferingMode[];
}

/** @throws RangeError when there are none, or one that the driver does not have */
function modesOf({ subject, modes = subject.modes }: TraceConstraints): readonly BufferingMode[] {
  const missing = modes.find((mode) => !subject.modes.includes(mode));
  if (modes.length > 0 && missing === undefined) return modes;
  const found = missing ?? 'none';
  throw new RangeError(`modes: expected some of ${subject.modes.join(', ')}, found ${found}`);
}

/**
 * Traces as campaigns execute them: the operations and the machine of {@link cases}, in one of the modes, each as
 * likely, and with a dialect as often as campaigns have it. They can be executed by `CaseRunner`, replayed, minimized
 * and written to a file, all of them from `irpcheck`.
 *
 * Shrinks as {@link cases} do, and to the first mode and the default dialect.
 *
 * @throws RangeError when `maxOps` is out of range, or for a mode that the driver does not have
 */
export function traces(constraints: TraceConstraints): fc.Arbitrary<Trace> {
  const { name } = constraints.subject;
  const mode = fc.constantFrom(...modesOf(constraints));
  const dialectWord = fc.noBias(fc.integer({ min: 0, max: MAX_WORD }));
  return fc
    .tuple(cases(constraints), mode, dialectWord)
    .map(([{ machine, load, unload, ops }, chosen, word]) => ({
      format: TRACE_FORMAT,
      subject: name,
      setting: settingOf(chosen, { dialect: dialectOf(word), machine, load, unload }),
      ops,
      seed: null,
    }));
}
