import { z } from 'zod';
import { integer } from '../../schema-parts.ts';
import { half } from '../draw/feature.ts';

/** How far an offset or a length may lie from the length last written, bytes, either way. */
const MAX_RELATIVE = 65_536;

export const relativeSchema = z.strictObject({ last: integer(-MAX_RELATIVE, MAX_RELATIVE) });

/** Offsets and lengths relative to the length last written. */
export const RELATIVES = half();

/** Relative to the length last written with success, in bytes. */
export type RelativeToLast = Readonly<z.output<typeof relativeSchema>>;

/** What is expected where a relative one may stand. */
export const RELATIVE = `{"last": n} with n from -${MAX_RELATIVE} to ${MAX_RELATIVE}`;

/** `last written`, `last written + 3`. */
export function relativeText({ last }: RelativeToLast): string {
  if (last === 0) return 'last written';
  return `last written ${last > 0 ? '+' : '-'} ${Math.abs(last)}`;
}

/** What it amounts to where nothing was written, and after a write of each of some lengths, bytes. */
export function resolvedAfter({ last }: RelativeToLast, lengths: readonly number[]): number[] {
  return [0, ...lengths].map((length) => length + last);
}

/** Its neighbours, as far as there are such. */
export function neighbouringRelatives({ last }: RelativeToLast): RelativeToLast[] {
  return [last - 1, last + 1]
    .filter((each) => Math.abs(each) <= MAX_RELATIVE)
    .map((each) => ({ last: each }));
}

/** Relative ones nearer to 0, nearest first. */
export function nearerRelatives({ last }: RelativeToLast): RelativeToLast[] {
  const magnitude = Math.abs(last);
  const sizes = new Set([0, 1, 2]);
  for (let size = magnitude; size >= 1; size >>= 1) {
    sizes.add(magnitude - size);
    sizes.add(size);
  }
  const ascending = [...sizes].filter((size) => size <= magnitude).sort((left, right) => left - right);
  return ascending.flatMap((size) => (size === 0 ? [{ last: 0 }] : [{ last: size }, { last: -size }]));
}
