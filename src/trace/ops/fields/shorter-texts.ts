/** At most this many texts are offered with one part left out each. */
const MAX_PARTS = 64;

/**
 * Shorter texts: none of it, its first half, its second half, then without each of up to 64 equal parts.
 * Cuts lie at multiples of `unit` characters only.
 */
export function shorterTexts(text: string, unit: number): readonly string[] {
  const units = Math.floor(text.length / unit);
  const half = (units >> 1) * unit;
  const part = Math.max(1, Math.ceil(units / MAX_PARTS)) * unit;
  const candidates = ['', text.slice(0, half), text.slice(half)];
  for (let at = 0; at < text.length; at += part) candidates.push(text.slice(0, at) + text.slice(at + part));
  return candidates;
}
