import { ntstatusName } from '../../nt/ntstatus.ts';
import { hexOf } from '../../trace/hex.ts';
import { isPlain, unitHex } from '../ascii.ts';
import type { Piece } from '../pieces.ts';
import { statusHex } from '../statuses.ts';

/** Units of at most this many bytes stand where they are used. */
const SHORT_UNIT = 8;
const BYTES_PER_LINE = 16;
/** Characters; C11 promises 4095, and escapes take several. */
const LONGEST_LITERAL = 500;
const INDENT = '    ';

/** Text inside a comment: nothing in it opens or closes one. */
export function commentText(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll('/*', '/ *');
}

/** A string literal of printable ASCII, without the trigraphs that C11 still has. */
export function stringLiteral(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll(/\?(?=\?[=/'()!<>-])/g, '?\\')}"`;
}

/** A name as a wide literal; null where its characters do not all stand in one, or it is longer than literals may be. */
export function wideLiteral(name: string): string | null {
  return isPlain(name) && name.length <= LONGEST_LITERAL ? `L${stringLiteral(name)}` : null;
}

/** A name in UTF-16 code units. */
export function wideUnits(name: string): string {
  return Array.from({ length: name.length }, (_, at) => `0x${unitHex(name.charCodeAt(at))}`).join(', ');
}

/** A signed 64-bit number. The smallest has no literal of its own. */
export function int64(value: bigint): string {
  return value === -(2n ** 63n) ? `(${value + 1n}LL - 1)` : `${value}LL`;
}

/** `STATUS_END_OF_FILE`, or the value of a status without a name. */
export function statusText(status: number): string {
  const name = ntstatusName(status);
  return name.startsWith('0x') ? `(NTSTATUS)${statusHex(status)}` : name;
}

function byteList(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`);
}

/** Bytes as the lines between the braces of an array. */
export function byteLines(bytes: Uint8Array): readonly string[] {
  const list = byteList(bytes);
  const lines: string[] = [];
  for (let at = 0; at < list.length; at += BYTES_PER_LINE)
    lines.push(`${INDENT}${list.slice(at, at + BYTES_PER_LINE).join(', ')},`);
  return lines;
}

/** Data of a C program. Long units are arrays of their own, each once. */
export class CData {
  readonly #names = new Map<string, string>();
  readonly #definitions: string[] = [];

  /** The definitions of what `pieces` named. */
  get definitions(): readonly string[] {
    return this.#definitions;
  }

  /** A member initializer: `DATA(COUNTER(0, 13))`. */
  member(pieces: readonly Piece[]): string {
    return pieces.length === 0 ? 'NO_DATA' : `DATA(${pieces.map((piece) => this.#piece(piece)).join(', ')})`;
  }

  #piece(piece: Piece): string {
    if (piece.kind === 'counter') return `COUNTER(${piece.seed}, ${piece.count})`;
    const { unit, count } = piece;
    if (unit.length > SHORT_UNIT) return `REPEAT(${this.#named(unit)}, ${count})`;
    const list = byteList(unit).join(', ');
    return unit.length === count ? `BYTES(${list})` : `REPEAT(((const BYTE[]){ ${list} }), ${count})`;
  }

  #named(unit: Uint8Array): string {
    const key = hexOf(unit);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `bytes_${this.#names.size + 1}`;
    this.#names.set(key, name);
    this.#definitions.push(`static const BYTE ${name}[] = {`, ...byteLines(unit), '};');
    return name;
  }
}
