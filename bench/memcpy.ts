import type { Transfers } from './transfers.ts';

/** The bytes of one round trip and nothing else: `set` between two buffers. */
export class Memcpy implements Transfers {
  readonly label = 'memcpy';
  readonly lengthBytes: number;
  readonly #source: Uint8Array;
  readonly #target: Uint8Array;
  movedBytes = 0;

  constructor(data: Uint8Array) {
    this.lengthBytes = data.length;
    this.#source = data;
    this.#target = new Uint8Array(data.length);
  }

  run(count: number): number {
    const start = performance.now();
    for (let index = 0; index < count; index += 1) this.#target.set(this.#source);
    const ms = performance.now() - start;
    this.movedBytes += count * this.lengthBytes;
    return ms;
  }

  destination(): Uint8Array {
    return this.#target;
  }
}
