import { WIN32_ARMS } from '../../model/win32/program.ts';
import { type Subject, summaryOf } from '../../subjects/index.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { reachableArms } from '../model-arms.ts';

/** Arms of the system calls that no call of this view leads to. */
const OUT_OF_VIEW: readonly string[] = [
  'R11 duplicated',
  // Without duplicates every close is the last.
  'R11 handle closed',
  // SetFilePointerEx looks for itself.
  'R28 negative position',
];

/** Arms that only some devices' answers lead to. */
const BY_ANSWER: readonly string[] = [
  'R49 error',
  'W1 end of file',
  'W1 write at the end',
  'W1a warning',
  'W1b end of file with OVERLAPPED',
  'W3b end of file',
  'W3 all written',
  'W3 write zero',
  'W3 left open',
  'W3c end',
  'W3c out of memory',
  'W3c left open',
];

/** How the arms of the project's own device models begin, of which it is known when only faults lead to them. */
const OWN_RULE = /^M\d+ /;

interface Win32Arms {
  /** Arms that every conforming driver leads to. A campaign that never reached one has not seen enough. */
  readonly required: readonly string[];
  /** Arms that depend on what the device answers. */
  readonly possible: readonly string[];
}

/** The arms of the reference model that a campaign in the Win32 view can reach, in the model's order. */
export function reachableWin32Arms(subject: Subject, modes: readonly BufferingMode[]): Win32Arms {
  // No call of this view has a key, so a device that goes by keys shows a part of its arms only.
  const { recordKeys } = subject.generation;
  // This view has no faults, and of a foreign model's arms nobody says which ones need them.
  const unsure = (subject.model?.arms ?? []).filter((arm) => recordKeys || !OWN_RULE.test(arm));
  const depends = new Set([...BY_ANSWER, ...unsure]);
  const generation = { ...subject.generation, faults: false };
  const all = [...reachableArms({ ...summaryOf(subject), generation }, modes), ...WIN32_ARMS].filter(
    (arm) => !OUT_OF_VIEW.includes(arm),
  );
  return {
    required: all.filter((arm) => !depends.has(arm)),
    possible: all.filter((arm) => depends.has(arm)),
  };
}
