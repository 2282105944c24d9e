import type { GeneratedCase } from '../properties/arbitraries/decode-case.ts';
import type { SubjectFacts } from '../subjects/index.ts';
import type { GenerationProfile } from '../trace/ops/draw/profile.ts';
import { settingOf } from '../trace/setting.ts';
import {
  type BufferingMode,
  DEFAULT_DIALECT,
  type Dialect,
  TRACE_FORMAT,
  type Trace,
} from '../trace/trace.ts';

/** A name in a directory that does not exist (R1). */
const MISSING_DIRECTORY_NAME = '\\Nowhere\\Example';

/** 2^32 divided by the golden ratio: multiples of it are spread evenly. */
const SPREAD = 0x9e3779b1;

/** What is generated for a subject: its own names, one in other letters, one below it, and missing ones. */
export function profileOf(subject: SubjectFacts): GenerationProfile {
  const { deviceNames, openName, exclusive, generation } = subject;
  return {
    names: [
      null,
      ...deviceNames,
      openName.toUpperCase(),
      `${openName}\\sub`,
      `${openName}Missing`,
      MISSING_DIRECTORY_NAME,
    ],
    recordKeys: generation.recordKeys,
    faults: generation.faults,
    poolFaults: (generation.poolFaults ?? []).length > 0,
    lengthPrefixed: generation.lengthPrefixed ?? false,
    zeroData: true,
    exclusive,
  };
}

/** The mode of a case: each of the campaign's modes in turn. */
export function modeOf(modes: readonly BufferingMode[], caseIndex: number): BufferingMode {
  return modes[caseIndex % modes.length] ?? 'buffered';
}

/**
 * The dialect of a case: the default in most, lenient about offsets in a quarter (R23a), with zeroed SystemBuffers
 * in an eighth (R36). Which cases these are is unrelated to each other and to the turns that modes and relations take.
 */
export function dialectOf(caseIndex: number): Dialect {
  const bits = Math.imul(caseIndex + 1, SPREAD) >>> 27;
  return {
    systemBuffer: bits >>> 2 === 0 ? 'zeroed' : DEFAULT_DIALECT.systemBuffer,
    strictOffsets: (bits & 3) === 0 ? !DEFAULT_DIALECT.strictOffsets : DEFAULT_DIALECT.strictOffsets,
  };
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
    setting: settingOf(mode, { dialect: dialectOf(caseIndex), machine }),
    ops,
    seed: { seed, caseIndex },
  };
}
