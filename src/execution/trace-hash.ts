import type { Trace } from '../trace/trace.ts';

/** By the name of a field: a number that stands for it. */
const NAMES = new Map<string, number>();

function nameNumber(name: string): number {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  const hash = new Hash();
  hash.text(name);
  NAMES.set(name, hash.low);
  return hash.low;
}

/** What tells values of one type from those of another. */
const TRUE = -3;
const FALSE = -5;
const NULL = -7;
const END = -11;

/** Hashes data without writing it as JSON, which would take longer than all of it. */
class Hash {
  low = 0x811c9dc5 | 0;
  high = 0x41c6ce57;

  value(value: unknown): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'boolean') this.#mix(value ? TRUE : FALSE);
    else if (typeof value === 'object' && value !== null) this.#parts(value);
    else this.#mix(NULL);
  }

  text(text: string): void {
    this.#mix(text.length);
    for (let index = 0; index < text.length; index += 1) this.#mix(text.charCodeAt(index));
  }

  #number(value: number): void {
    if ((value | 0) === value) this.#mix(value);
    else this.text(String(value));
  }

  #parts(value: object): void {
    if (Array.isArray(value)) for (const each of value) this.value(each);
    else {
      const fields = value as Readonly<Record<string, unknown>>;
      for (const name in fields) {
        this.#mix(nameNumber(name));
        this.value(fields[name]);
      }
    }
    this.#mix(END);
  }

  #mix(unit: number): void {
    this.low = Math.imul(this.low ^ unit, 0x01000193) ^ (this.low >>> 15);
    this.high = Math.imul(this.high ^ unit, 0x5bd1e995) ^ (this.high >>> 13);
  }
}

/**
 * A 53-bit hash of what a trace does: setting and operations. Two traces that differ
 * collide with a chance of about 10^-16 per pair.
 */
export function traceHash({ setting, ops }: Trace): number {
  const hash = new Hash();
  hash.value(setting);
  hash.value(ops);
  return (hash.low >>> 0) + (hash.high & 0x1fffff) * 4294967296;
}
