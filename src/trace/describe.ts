import { printable } from './printable.ts';

/** `1 byte`, `2 bytes`. */
export function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** A name as people read it in a list of other words. */
export function nameText(name: string): string {
  return name === '' ? '""' : printable(name);
}
