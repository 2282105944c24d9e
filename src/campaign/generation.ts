import type { GeneratedCase } from '../properties/arbitraries/decode-case.ts';
import type { GenerationProfile } from '../properties/arbitraries/profile.ts';
import type { Subject } from '../subjects/index.ts';
import { type BufferingMode, DEFAULT_DIALECT, TRACE_FORMAT, type Trace } from '../trace/trace.ts';

/** What is generated for a subject: its own names, one in other letters, one below it, and a missing one. */
export function profileOf(subject: Subject): GenerationProfile {
  const { deviceNames, openName, exclusive, generation } = subject;
  return {
    names: [null, ...deviceNames, openName.toUpperCase(), `${openName}\\sub`, `${openName}Missing`],
    recordKeys: generation.recordKeys,
    faults: generation.faults,
    zeroData: true,
    exclusive,
  };
}

/** The mode of a case: each of the campaign's modes in turn. */
export function modeOf(modes: readonly BufferingMode[], caseIndex: number): BufferingMode {
  return modes[caseIndex % modes.length] ?? 'buffered';
}

/** The trace of a generated case. */
export function traceOf(
  subject: string,
  mode: BufferingMode,
  { machine, ops }: GeneratedCase,
  seed: number,
  caseIndex: number,
): Trace {
  return {
    format: TRACE_FORMAT,
    subject,
    options: { mode, dialect: DEFAULT_DIALECT },
    machine,
    schedule: [],
    ops,
    seed: { seed, caseIndex },
  };
}
