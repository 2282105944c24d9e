/** Numbers whose text is kept: the lengths and offsets of nearly all operations. */
const KEPT = 8200;

const texts: readonly string[] = Array.from({ length: KEPT }, (_, value) => String(value));

/** A whole number as decimal text. */
export function decimal(value: number): string {
  return texts[value] ?? String(value);
}
