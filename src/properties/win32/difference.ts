/** How a number of bytes differs from the expected one, as a reason code; null when it does not. */
export function difference(observed: number, expected: number): string | null {
  if (observed === expected) return null;
  return observed > expected ? 'too-large' : 'too-small';
}
