/** Lets work in: much of it at once, or one piece alone. Work that is to be alone goes before what comes after it. */
export class Turnstile {
  #inside = 0;
  #isAlone = false;
  readonly #waiting: { readonly alone: boolean; readonly enter: () => void }[] = [];

  /** Does work beside other work. */
  async beside<Result>(work: () => Promise<Result>): Promise<Result> {
    return await this.#pass(false, work);
  }

  /** Does work while no other is done. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return await this.#pass(true, work);
  }

  async #pass<Result>(alone: boolean, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((resolve) => {
      this.#waiting.push({ alone, enter: resolve });
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      this.#isAlone = false;
      this.#admit();
    }
  }

  #admit(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (this.#isAlone || (first.alone && this.#inside > 0)) return;
      this.#waiting.shift();
      this.#inside += 1;
      this.#isAlone = first.alone;
      first.enter();
    }
  }
}
