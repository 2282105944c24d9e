/** Whether a test does the whole of what it does a part of otherwise: `npm run soak -- <its name>` sets this. */
const isWhole = process.env['IRPCHECK_WHOLE'] === '1';

/** How much a test does: by itself, and in a soak. */
export function amount(part: number, whole: number): number {
  return isWhole ? whole : part;
}
