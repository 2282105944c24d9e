import { FOREIGN_BASE, HIGH_HALF, isUserVa, type Va, vaAdd } from './va.ts';

/** The window of addresses that stand for values outside of all windows: the highest four bits of them. */
const FOREIGN_WINDOW = FOREIGN_BASE >>> 28;

/** The high half of the lowest canonical address of the system. */
const FIRST_SYSTEM_HIGH_HALF = 0xffff8000;

/**
 * Pointers as 64-bit values, by halves, and as addresses. Values that lie in no window are kept exactly and never
 * mapped.
 */
export class Pointers {
  #byValue = new Map<string, Va>();
  readonly #low: number[] = [];
  readonly #high: number[] = [];

  /** The address that stands for the 64-bit value with these halves; the same halves give the same one. */
  pointer(low: number, high: number): Va {
    return high === HIGH_HALF[low >>> 28] && low >>> 28 !== FOREIGN_WINDOW
      ? (low as Va)
      : this.#interned(low, high);
  }

  /** The low half of the value that an address stands for. */
  low(va: Va): number {
    return va >>> 28 === FOREIGN_WINDOW ? this.#lowOfForeign(va) : va;
  }

  /** The high half of the value that an address stands for. */
  high(va: Va): number {
    return va >>> 28 === FOREIGN_WINDOW ? this.#highOfForeign(va) : (HIGH_HALF[va >>> 28] ?? 0);
  }

  /** Whether an address is the system's: a value outside of all windows may be that, the caller's, or no address at all. */
  isSystem(va: Va): boolean {
    if (va >>> 28 !== FOREIGN_WINDOW) return !isUserVa(va);
    return this.#highOfForeign(va) >>> 0 >= FIRST_SYSTEM_HIGH_HALF;
  }

  #interned(low: number, high: number): Va {
    const key = `${low}:${high}`;
    const known = this.#byValue.get(key);
    if (known !== undefined) return known;
    const va = vaAdd(FOREIGN_BASE, this.#low.length << 4);
    this.#byValue.set(key, va);
    this.#low.push(low);
    this.#high.push(high);
    return va;
  }

  #lowOfForeign(va: Va): number {
    return this.#low[(va - FOREIGN_BASE) >>> 4] ?? va;
  }

  #highOfForeign(va: Va): number {
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
