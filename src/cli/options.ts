import { InvalidArgumentError } from 'commander';
import { MAX_SHARDS } from '../campaign/segments.ts';
import { DEMO_LANGUAGES, type DemoLanguage } from '../export/demo-languages.ts';
import { EXPORT_LANGUAGES, type ExportLanguage } from '../export/languages.ts';
import { VIEWS, type View } from '../trace/ops/view.ts';
import { BUFFERING_MODES, type BufferingMode } from '../trace/trace.ts';
import type { AskedShard } from './shard.ts';

export const DEFAULT_SEED = 1;
export const DEFAULT_FOLDER = 'reports';
export const DEFAULT_DEMO_MODE: BufferingMode = 'buffered';
/** What the help says; the campaign has the number itself, and a test compares the two. */
export const DEFAULT_CASES_TEXT = '120,000';

/** What the help says; the measurement has the numbers itself, and a test compares them. */
export const DETECTION_DEFAULTS = { seeds: 10, cap: 5000, baseCases: 3000 } as const;

const MAX_CASES = 10_000_000;
const MAX_SEED = 2 ** 32 - 1;
const MAX_BUDGET = 100_000_000;
const MAX_STALL_SECONDS = 3_600;
const MAX_SEEDS = 10_000;
const MAX_WORKERS = 256;

/** A whole number from `lowest` to `highest`, as decimal digits. */
function wholeNumber(lowest: number, highest: number): (text: string) => number {
  const range = `${lowest.toLocaleString('en-US')} to ${highest.toLocaleString('en-US')}`;
  return (text) => {
    const value = Number(text);
    if (!/^[0-9]{1,16}$/.test(text) || value < lowest || value > highest) {
      throw new InvalidArgumentError(`Expected a whole number from ${range}, in digits.`);
    }
    return value;
  };
}

export const parseCases = wholeNumber(1, MAX_CASES);
export const parseSeed = wholeNumber(0, MAX_SEED);
export const parseSeeds = wholeNumber(1, MAX_SEEDS);
export const parseWorkers = wholeNumber(1, MAX_WORKERS);
export const parseBudget = wholeNumber(2, MAX_BUDGET);
export const parseStall = wholeNumber(1, MAX_STALL_SECONDS);

/** Adds one mode or a comma list to the modes given so far; the result is in the usual order, each once. */
export function parseModes(
  text: string,
  given: readonly BufferingMode[] | undefined,
): readonly BufferingMode[] {
  const names: readonly string[] = text.split(',').map((name) => name.trim());
  const known: readonly string[] = BUFFERING_MODES;
  for (const name of names) {
    if (!known.includes(name)) {
      throw new InvalidArgumentError(
        `Expected ${BUFFERING_MODES.join(', ')}, or several of them with commas.`,
      );
    }
  }
  return BUFFERING_MODES.filter((mode) => names.includes(mode) || given?.includes(mode));
}

/** Whose calls are generated. */
export function parseView(text: string): View {
  const view = VIEWS.find((known) => known === text);
  if (view === undefined) throw new InvalidArgumentError(`Expected ${VIEWS.join(' or ')}.`);
  return view;
}

/** One mode. */
export function parseMode(text: string): BufferingMode {
  const mode = BUFFERING_MODES.find((known) => known === text);
  if (mode === undefined) throw new InvalidArgumentError(`Expected ${BUFFERING_MODES.join(', ')}.`);
  return mode;
}

const UNIT_SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3_600],
]);
const MAX_TIME_SECONDS = 7 * 24 * 3_600;

/** A time such as `90s`, `10m` or `2h`, in seconds. */
export function parseTime(text: string): number {
  const [, digits = '', unit = ''] = /^([0-9]{1,6})([smh])$/.exec(text) ?? [];
  const seconds = Number(digits) * (UNIT_SECONDS.get(unit) ?? 0);
  if (seconds < 1 || seconds > MAX_TIME_SECONDS) {
    throw new InvalidArgumentError('Expected a time such as 90s, 10m or 2h, at most 168h.');
  }
  return seconds;
}

/** A part of a campaign, such as `2/5`, or `auto`. */
export function parseShard(text: string): AskedShard {
  if (text === 'auto') return text;
  const [, index = '0', count = '0'] = /^([0-9]{1,5})\/([0-9]{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index < 1 || shard.index > shard.count || shard.count > MAX_SHARDS) {
    throw new InvalidArgumentError('Expected i/n, such as 2/5 for the second of five, or auto.');
  }
  return shard;
}

/** Adds one language or a comma list to those given so far; the result is in the usual order, each once. */
export function parseLanguages(
  text: string,
  given: readonly ExportLanguage[] | undefined,
): readonly ExportLanguage[] {
  const names: readonly string[] = text.split(',').map((name) => name.trim());
  const known: readonly string[] = EXPORT_LANGUAGES;
  if (!names.every((name) => known.includes(name))) {
    throw new InvalidArgumentError(
      `Expected ${EXPORT_LANGUAGES.join(', ')}, or several of them with commas.`,
    );
  }
  return EXPORT_LANGUAGES.filter((language) => names.includes(language) || given?.includes(language));
}

/** The language of a session's program. */
export function parseDemoLanguage(text: string): DemoLanguage {
  const language = DEMO_LANGUAGES.find((known) => known === text);
  if (language === undefined) throw new InvalidArgumentError(`Expected ${DEMO_LANGUAGES.join(' or ')}.`);
  return language;
}

/** A path: anything but nothing. */
export function parsePath(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected a path.');
  return text;
}
