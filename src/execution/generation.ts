import type { GeneratedCase } from '../properties/generate/decode-case.ts';
import type { Generation, SubjectFacts } from '../subjects/index.ts';
import type { ControlHint } from '../trace/control-hint.ts';
import type { GenerationProfile } from '../trace/ops/draw/profile.ts';
import type { View } from '../trace/ops/view.ts';
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

/** Names for NtCreateFile: the device's own, one in other letters, one below it, and missing ones. */
function nativeNames({ deviceNames, openName }: SubjectFacts): GenerationProfile['names'] {
  return [
    null,
    ...deviceNames,
    openName.toUpperCase(),
    `${openName}\\sub`,
    `${openName}Missing`,
    MISSING_DIRECTORY_NAME,
  ];
}

/** A name without the directory of symbolic links. */
function bareName(name: string): string {
  return name.replace(/^\\(\?\?|DosDevices)\\/, '');
}

/** Names for CreateFile: the ways to write the device's, names that lead nowhere, and paths on a drive. */
function win32Names({ openName, otherNames = [] }: SubjectFacts): GenerationProfile['names'] {
  const bare = bareName(openName);
  return [
    null,
    `\\\\.\\${bare}`,
    `\\\\?\\${bare}`,
    `\\??\\${bare.toUpperCase()}`,
    `\\\\.\\${bare}\\sub`,
    `\\\\.\\${bare}Missing`,
    `\\??\\Nowhere\\${bare}`,
    '',
    bare,
    `C:\\${bare}`,
    `\\Device\\${bare}`,
    ...otherNames.filter((name) => bareName(name) !== name).map((name) => `\\\\.\\${bareName(name)}`),
  ];
}

/** What was found out of a driver before the first case, to generate from. Plain data. */
export interface Hints {
  readonly controls?: readonly ControlHint[];
  readonly numbers?: readonly number[];
}

/** A subject with other hints to generate from; those that are left out are as they were. */
export function withHints<Facts extends SubjectFacts>(subject: Facts, hints: Hints): Facts {
  return { ...subject, generation: { ...subject.generation, ...hints } };
}

/** Numbers that a driver is said to know, and the lengths of the bytes that it is. */
export function namedNumbers({ numbers = [], namedPayloads = [] }: Generation): readonly number[] {
  if (namedPayloads.length === 0) return numbers;
  return [...new Set([...numbers, ...namedPayloads.map((hex) => hex.length / 2)])];
}

/** What is generated for a subject in a view. */
export function profileOf(subject: SubjectFacts, view: View = 'native'): GenerationProfile {
  const { exclusive, generation } = subject;
  return {
    view,
    names: view === 'native' ? nativeNames(subject) : win32Names(subject),
    otherNames: view === 'native' ? (subject.otherNames ?? []) : [],
    recordKeys: generation.recordKeys,
    faults: generation.faults,
    lengthPrefixed: generation.lengthPrefixed ?? false,
    smallIntegers: generation.smallIntegers ?? false,
    payloads: generation.payloads ?? false,
    namedPayloads: generation.namedPayloads ?? [],
    numbers: namedNumbers(generation),
    zeroData: true,
    exclusive,
    lengthsBeyondMemory: view === 'native' && (generation.lengthsBeyondMemory ?? false),
    controls: generation.controls ?? [],
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
  { machine, load, unload, ops }: GeneratedCase,
  seed: number,
  caseIndex: number,
  view: View = 'native',
): Trace {
  return {
    format: TRACE_FORMAT,
    subject,
    setting: settingOf(mode, { view, dialect: dialectOf(caseIndex), machine, load, unload }),
    ops,
    seed: { seed, caseIndex },
  };
}
