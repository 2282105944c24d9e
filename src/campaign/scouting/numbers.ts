import { ntstatusName } from '../../nt/ntstatus.ts';
import type { ModuleConstants } from '../../subjects/index.ts';

/** The most numbers that are drawn from: as many as a choice can name. */
const MAX_NUMBERS = 64;
/** The most of those that no transfer is as long as. */
const MAX_LARGE = 16;
/** Transfers of so many bytes tell what longer ones do: 64 pages. */
const LONGEST = 1 << 18;

/** Whether it is an NTSTATUS that has a name, as a number without its sign. */
function isStatus(number: number): boolean {
  return number > 0x3fff_ffff && number <= 0xffff_ffff && !ntstatusName(number | 0).startsWith('0x');
}

/**
 * Numbers of a driver that may be lengths, offsets or keys, the order kept: those that it says itself, and those that its
 * module is written with, without statuses and what its calls come to, such as control codes.
 */
export function numbersOf(
  declared: readonly number[],
  { called, numbers }: ModuleConstants,
): readonly number[] {
  const written = numbers.filter((number) => !isStatus(number) && !called.includes(number));
  const small = written.filter((number) => number <= LONGEST).slice(0, MAX_NUMBERS - MAX_LARGE);
  const large = written.filter((number) => number > LONGEST).slice(0, MAX_LARGE);
  return [...new Set([...declared, ...small, ...large])].slice(0, MAX_NUMBERS);
}
