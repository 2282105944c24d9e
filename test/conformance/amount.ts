/** Whether a test does the whole of what it does a part of otherwise: `npm run soak -- <its name>` sets this. */
export const isWhole = process.env['IRPCHECK_WHOLE'] === '1';

/** How much a test does: by itself, and in a soak. */
export function amount(part: number, whole: number): number {
  return isWhole ? whole : part;
}

/** Of a list: by itself the first of each so many, and in a soak all. */
export function sample<Item>(items: readonly Item[], each: number): readonly Item[] {
  return isWhole ? items : items.filter((_item, index) => index % each === 0);
}
