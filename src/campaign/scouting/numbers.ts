import { ntstatusName } from '../../nt/ntstatus.ts';
import type { ModuleConstants } from '../../subjects/index.ts';

/** The most numbers that are drawn from: as many as a choice can name. */
const MAX_NUMBERS = 64;
/** The most of a driver's own, and of those that no transfer is as long as. */
const MAX_SMALL = 32;
const MAX_LARGE = 10;
/** Transfers of so many bytes tell what longer ones do: 64 pages. */
const LONGEST = 1 << 18;

/** Where lengths, offsets and keys lose bits, in the order of what they are lengths of: from a line of a cache on. */
const POWERS = [
  ...[6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  ...[20, 24, 28, 31, 32, 33, 40, 48, 52],
].map((bits) => 2 ** bits);

/** Whether it is an NTSTATUS that has a name, as a number without its sign. */
function isStatus(number: number): boolean {
  return number > 0x3fff_ffff && number <= 0xffff_ffff && !ntstatusName(number | 0).startsWith('0x');
}

/**
 * Numbers that may be lengths, offsets or keys of a driver, the order kept: those that it says itself, those that its
 * module is written with, without statuses and what its calls come to, such as control codes, and powers of two.
 */
export function numbersOf(
  declared: readonly number[],
  { called, numbers }: ModuleConstants,
): readonly number[] {
  const written = numbers.filter((number) => !isStatus(number) && !called.includes(number));
  const small = written.filter((number) => number <= LONGEST).slice(0, MAX_SMALL);
  const large = written.filter((number) => number > LONGEST).slice(0, MAX_LARGE);
  return [...new Set([...declared, ...small, ...large, ...POWERS])].slice(0, MAX_NUMBERS);
}
