import type { Source } from './sources.ts';

/** Where a field lies in its structure, in bytes. */
export interface Place {
  readonly offset: number;
  /** Of one element. */
  readonly size: number;
  /** Elements, each with the same value. */
  readonly count: number;
  /** What its offset is a multiple of. */
  readonly alignment: number;
}

/** A field holds a number, or what a name stands for at that moment, such as the address of the file object. */
export interface Known<Quantity extends string> {
  readonly kind: 'known';
  readonly value: number | Quantity;
  /** How the value is written for people. */
  readonly text: string;
  readonly sources: readonly Source[];
}

/** What Windows leaves in a field is known, and this machine leaves zero there. */
export interface LeftOut {
  readonly kind: 'left-out';
  readonly text: string;
  readonly sources: readonly Source[];
}

/** No public source says what the field holds: nothing judges by it. */
export interface Unknown {
  readonly kind: 'unknown';
}

export type Fact<Quantity extends string> = Known<Quantity> | LeftOut | Unknown;

/** What the fields of a structure hold at one moment. */
export interface Moment<Name extends string, Quantity extends string> {
  /** For people: the moment. */
  readonly when: string;
  readonly holds: Readonly<Record<Name, Fact<Quantity>>>;
}

/** A structure: where its fields lie, and what they hold at some moments. */
export interface FreshStructure<
  Name extends string = string,
  MomentName extends string = string,
  Quantity extends string = string,
> {
  readonly name: string;
  readonly size: number;
  /** What its size is a multiple of. */
  readonly alignment: number;
  readonly places: Readonly<Record<Name, Place>>;
  readonly moments: Readonly<Record<MomentName, Moment<Name, Quantity>>>;
}

/** A field of `size` bytes, aligned to its size or, if it is larger, to 8. */
export function at(offset: number, size: number, alignment: number = Math.min(size, 8)): Place {
  return { offset, size, count: 1, alignment };
}

/** Elements of 8 bytes. */
export function pointersAt(offset: number, count: number): Place {
  return { offset, size: 8, count, alignment: 8 };
}

/** A number. */
export function known(value: number, ...sources: readonly Source[]): Known<never>;
/** A quantity, by its name. */
export function known<Quantity extends string>(
  value: Quantity,
  ...sources: readonly Source[]
): Known<Quantity>;
export function known(value: number | string, ...sources: readonly Source[]): Known<string> {
  return { kind: 'known', value, text: String(value), sources };
}

/** A pointer of which a source says NULL. */
export function isNull(...sources: readonly Source[]): Known<never> {
  return { kind: 'known', value: 0, text: 'NULL', sources };
}

/** The union of flags, or one constant, by their names. */
export function named(flags: Readonly<Record<string, number>>, ...sources: readonly Source[]): Known<never> {
  const value = Object.values(flags).reduce((union, flag) => union | flag, 0);
  return { kind: 'known', value, text: Object.keys(flags).join(' \\| '), sources };
}

/** What Windows leaves, in words; this machine leaves zero. */
export function leftOut(text: string, ...sources: readonly Source[]): LeftOut {
  return { kind: 'left-out', text, sources };
}

export const UNKNOWN: Unknown = { kind: 'unknown' };
