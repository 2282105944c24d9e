import { FOREIGN_BASE, HIGH_HALF, type Va, vaAdd } from './va.ts';

/**
 * 64-bit values that stand where a pointer is expected but lie in no window: kept exactly and never mapped.
 */
export class ForeignPointers {
  #byValue = new Map<string, Va>();
  readonly #low: number[] = [];
  readonly #high: number[] = [];

  /** The address that stands for the 64-bit value with these halves; the same halves give the same one. */
  intern(low: number, high: number): Va {
    const key = `${low}:${high}`;
    const known = this.#byValue.get(key);
    if (known !== undefined) return known;
    const va = vaAdd(FOREIGN_BASE, this.#low.length << 4);
    this.#byValue.set(key, va);
    this.#low.push(low);
    this.#high.push(high);
    return va;
  }

  /** The low half of the value that `va` stands for; `va` itself if it was not interned. */
  low(va: Va): number {
    return this.#low[(va - FOREIGN_BASE) >>> 4] ?? va;
  }

  /** The high half of the value that `va` stands for. */
  high(va: Va): number {
    return this.#high[(va - FOREIGN_BASE) >>> 4] ?? HIGH_HALF[va >>> 28] ?? 0;
  }

  /** Forgets every interned value. */
  clear(): void {
    if (this.#low.length === 0) return;
    // Not cleared, for the reason that `IoManager.reset` gives.
    this.#byValue = new Map();
    this.#low.length = 0;
    this.#high.length = 0;
  }
}
