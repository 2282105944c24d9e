import { ntstatusName } from '../../nt/ntstatus.ts';
import { hexOf } from '../../trace/hex.ts';
import { isPlain, unitHex } from '../ascii.ts';
import type { Piece } from '../pieces.ts';
import { statusHex } from '../statuses.ts';

/** Units of at most this many bytes stand where they are used. */
const SHORT_UNIT = 8;
const BYTES_PER_LINE = 16;
const INDENT = '    ';

/** A string literal of printable ASCII. */
export function stringLiteral(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}

/** A name as text, or in UTF-16 code units where it is not all printable ASCII. */
export function nameText(name: string): string {
  if (isPlain(name)) return `Name::Text(${stringLiteral(name)})`;
  const units = Array.from({ length: name.length }, (_, at) => `0x${unitHex(name.charCodeAt(at))}`);
  return `Name::Units(&[${units.join(', ')}])`;
}

/** `STATUS_END_OF_FILE`, or the value of a status without a name. */
export function statusText(status: number): string {
  const name = ntstatusName(status);
  return name.startsWith('0x') ? `${statusHex(status)}_u32 as NtStatus` : name;
}

/** `Some(5)`, or `None`. */
export function option(value: bigint | number | string | null): string {
  return value === null ? 'None' : `Some(${value})`;
}

function byteList(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`);
}

/** Data of a Rust program. Long units are constants of their own, each once. */
export class RustData {
  readonly #names = new Map<string, string>();
  readonly #definitions: string[] = [];

  /** The definitions of what `pieces` named. */
  get definitions(): readonly string[] {
    return this.#definitions;
  }

  /** A slice: `&[Counter { seed: 0, count: 13 }]`. */
  slice(pieces: readonly Piece[]): string {
    return `&[${pieces.map((piece) => this.#piece(piece)).join(', ')}]`;
  }

  #piece(piece: Piece): string {
    if (piece.kind === 'counter') return `Counter { seed: ${piece.seed}, count: ${piece.count} }`;
    const { unit, count } = piece;
    const text = unit.length > SHORT_UNIT ? this.#named(unit) : `&[${byteList(unit).join(', ')}]`;
    return `Repeat { unit: ${text}, count: ${count} }`;
  }

  #named(unit: Uint8Array): string {
    const key = hexOf(unit);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `BYTES_${this.#names.size + 1}`;
    this.#names.set(key, name);
    this.#definitions.push(`const ${name}: &[u8] = &[`);
    const list = byteList(unit);
    for (let at = 0; at < list.length; at += BYTES_PER_LINE) {
      this.#definitions.push(`${INDENT}${list.slice(at, at + BYTES_PER_LINE).join(', ')},`);
    }
    this.#definitions.push('];');
    return name;
  }
}
