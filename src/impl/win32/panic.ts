/** A Rust program panicked: the device broke a promise that its standard library relies on. */
export class Panic extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Panic';
  }
}
