import type { z } from 'zod';
import type { Drawing } from './draw/drawing.ts';
import type { Feature } from './draw/feature.ts';
import type { Slot } from './draw/slot.ts';
import type { Rank } from './rank.ts';

/** A value as people read it; `number` where it is one that is at least 0. */
export interface Shown {
  readonly text: string;
  readonly number: bigint | null;
}

/** What of a trace the values of a field have to do with. */
export interface Surroundings {
  /** Operations of the trace. */
  readonly ops: number;
  /** Lengths that its transfers name, bytes. */
  readonly lengths: readonly number[];
  /** Where its transfers end whose offset and length it names, bytes: file positions that they may leave. */
  readonly ends: readonly bigint[];
  /** Operations before the field's own that open a handle. */
  readonly opened: number;
}

/** How a field's number at least 0 is read and written, where it holds one. */
export interface NumberIn<Value> {
  readonly largest: bigint;
  /** Null for a value that is no number, or one below 0. */
  read(value: Value): bigint | null;
  /** `before` is the value whose number is replaced. */
  write(number: bigint, before: Value): Value;
  /**
   * Whether it counts something, so that amounts may move between it and others; `name` where it only tells one
   * thing from another; `alone` where it is lowered by itself and never together with others.
   */
  readonly means: 'amount' | 'name' | 'alone';
}

/** What the numbers of a field may measure, in the order in which they count. */
export const MEASURES = ['length', 'offset', 'content'] as const;

/** What a field's numbers measure: how much is transferred, where something lies, or what is transferred. */
export type Measure = (typeof MEASURES)[number];

/** Of a field whose values count after all that is not measured. */
export interface Measured<Value> {
  readonly what: Measure;
  /** What of a value counts as if it were not measured, such as that an offset is NULL; nothing where it is left out. */
  form?(value: Value): Rank;
}

/** How values of a field are generated. */
export interface Drawn<Value> {
  /** The choices that `draw` may ask for, in the order in which they decide. */
  readonly slots: readonly Slot[];
  /** The features that `draw` may ask for. */
  readonly features: readonly Feature[];
  /** A generated value. */
  draw(drawing: Drawing): Value;
}

/**
 * What a field of an operation may hold, with all that generic code has to know of it. Fields of several kinds of
 * operations are of one type where they mean the same.
 */
export interface FieldType<Value> extends Drawn<Value> {
  /** In users' words, such as `in-page offset`. */
  readonly name: string;
  /** What the field is, for the published JSON Schema. */
  readonly description: string;
  /** Of its JSON. What is left out is canonical. */
  readonly schema: z.ZodType<Value>;
  /** What JSON has for a value whose own keys may be in any order; the value itself where it is left out. */
  written?(value: Value): object;
  /** The simplest value, which minimization drives toward. */
  readonly canonical: Value;
  /** What it is compared by: the canonical value's is the lowest. */
  rank(value: Value): Rank;
  /** What minimization tries instead, the simplest first. Its number is lowered besides. */
  simpler(value: Value, trace: Surroundings): readonly Value[];
  /** What else it could hold: neighbours, boundaries, other forms; to learn whether the value matters. */
  others(value: Value, trace: Surroundings): readonly Value[];
  /** Whether there are more forms than `others` names, numbers aside; left out where there are not. */
  readonly isOpen?: true;
  /** Whether an exhaustive search tries it, of what is generated. */
  isSmall(value: Value): boolean;
  readonly number: NumberIn<Value> | null;
  readonly measured?: Measured<Value>;
  shown(value: Value): Shown;
}

/** Shows a value that is no number. */
export function textShown(text: string): Shown {
  return { text, number: null };
}

/** Shows a number at least 0. */
export function numberShown(number: number | bigint): Shown {
  return { text: String(number), number: BigInt(number) };
}

/** The values other than one. */
export function without<Value>(values: readonly Value[], value: Value): readonly Value[] {
  return values.filter((each) => each !== value);
}

/** A number with its neighbours, its double, and some others up to `highest`; each once, without itself. */
export function around(value: bigint, others: readonly bigint[], highest: bigint): bigint[] {
  const all = [0n, 1n, value - 1n, value + 1n, 2n * value, ...others];
  return [...new Set(all)].filter((each) => each >= 0n && each <= highest && each !== value);
}
