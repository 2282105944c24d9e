/** Room for the bytes that are observed in one case, so that few arrays are made. */
export class ObservedBytes {
  #bytes = new Uint8Array(1 << 16);
  #used = 0;

  /** Begins a case. What was taken before is no longer valid. */
  reset(): void {
    this.#used = 0;
  }

  /** `lengthBytes` bytes to be filled. */
  take(lengthBytes: number): Uint8Array {
    if (this.#used + lengthBytes > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 * (this.#used + lengthBytes));
      this.#used = 0;
    }
    const start = this.#used;
    this.#used = start + lengthBytes;
    return this.#bytes.subarray(start, this.#used);
  }
}
