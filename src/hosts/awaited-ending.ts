/** A message, or the loss of what it was expected from. */
export type Ending<Message, Loss> = { readonly message: Message } | { readonly loss: Loss };

/** The first ending of each request. A loss stays: nothing that is asked after it is answered. */
export class AwaitedEnding<Message, Loss> {
  #ending: Ending<Message, Loss> | null = null;
  #wake: (() => void) | null = null;

  /** A new request: a message that ended the last one is forgotten. */
  begin(): void {
    if (this.#ending !== null && 'message' in this.#ending) this.#ending = null;
  }

  /** Whatever comes after the first is none. */
  settle(ending: Ending<Message, Loss>): void {
    this.#ending ??= ending;
    this.#wake?.();
  }

  async next(): Promise<Ending<Message, Loss>> {
    while (this.#ending === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#ending;
  }
}
