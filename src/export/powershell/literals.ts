import { hexOf } from '../../trace/hex.ts';
import { isPlain, unitHex } from '../ascii.ts';
import type { Piece } from '../pieces.ts';

/** A string literal of printable ASCII. Nothing in single quotes is expanded. */
export function stringLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name: a literal, or several, with the characters that may not stand in one joined to them by their codes. */
export function nameText(name: string): string {
  if (isPlain(name)) return stringLiteral(name);
  const parts = name.match(/[ -"$-~]+|[^ -"$-~]/g) ?? [];
  const terms = parts.map((part) =>
    /^[ -"$-~]/.test(part) ? stringLiteral(part) : `[char]0x${unitHex(part.charCodeAt(0))}`,
  );
  // A character first would be added as a number.
  return `('' + ${terms.join(' + ')})`;
}

/** Data in the notation of the script's runtime: `counter 0 13; repeat 00 4096`. */
export function dataText(pieces: readonly Piece[]): string {
  const parts = pieces.map((piece) => {
    if (piece.kind === 'counter') return `counter ${piece.seed} ${piece.count}`;
    return `repeat ${hexOf(piece.unit)} ${piece.count}`;
  });
  return stringLiteral(parts.join('; '));
}
