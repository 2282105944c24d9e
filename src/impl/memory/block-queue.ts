/** A first-in-first-out queue of block positions that gives one back only after `minimum` others wait. */
export class BlockQueue {
  readonly #minimum: number;
  #items: number[] = [];
  #head = 0;

  constructor(minimum: number) {
    this.#minimum = minimum;
  }

  push(block: number): void {
    this.#items.push(block);
  }

  /** The oldest block, or -1 while too few wait. */
  take(): number {
    if (this.#items.length - this.#head <= this.#minimum) return -1;
    return this.#shift();
  }

  /** The oldest block, however few wait, or -1. */
  takeAny(): number {
    return this.#items.length === this.#head ? -1 : this.#shift();
  }

  /** Takes one block out of the queue, wherever it stands. */
  remove(block: number): void {
    this.#items = this.#items.slice(this.#head).filter((each) => each !== block);
    this.#head = 0;
  }

  clear(): void {
    if (this.#items.length === 0) return;
    this.#items.length = 0;
    this.#head = 0;
  }

  #shift(): number {
    const block = this.#items[this.#head] ?? -1;
    this.#head += 1;
    if (this.#head === 64) {
      this.#items = this.#items.slice(64);
      this.#head = 0;
    }
    return block;
  }
}
