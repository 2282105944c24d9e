import { systemErrorCode } from '../errors.ts';

export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean | undefined };

/**
 * A stream for text. A reader that goes away, as `head` does, ends the output quietly; any other failure is
 * kept for `flush` to tell.
 */
export class TextOutput {
  readonly stream: OutputStream;
  #failure: Error | null = null;

  constructor(stream: OutputStream) {
    this.stream = stream;
    stream.on('error', (error: Error) => {
      this.#failure ??= error;
    });
  }

  get isTTY(): boolean {
    return this.stream.isTTY === true;
  }

  write(text: string): void {
    if (this.#failure === null) this.stream.write(text);
  }

  /** Waits until everything is written. Null unless that failed while somebody was still reading. */
  async flush(): Promise<Error | null> {
    if (this.#failure === null) {
      const error = await new Promise<Error | null | undefined>((resolve) => {
        this.stream.write('', resolve);
      });
      this.#failure ??= error ?? null;
    }
    return this.#isUnread() ? null : this.#failure;
  }

  /** Whether nobody reads any more: the pipe's reader has gone, or the terminal was closed. */
  #isUnread(): boolean {
    const code = systemErrorCode(this.#failure);
    return code === 'EPIPE' || (code === 'EIO' && this.isTTY);
  }
}
