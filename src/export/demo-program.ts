/** A program of the article's session, as what is written of it in another language. */
export type DemoProgram = ReadWriteDemo | ControlsDemo;

/** Writes data to the device, reads back and prints what it read. */
export interface ReadWriteDemo {
  readonly name: 'read-write';
  /** The name that CreateFile is given. */
  readonly devicePath: string;
  readonly data: Uint8Array;
  /** The size of the buffer that it reads into, bytes. */
  readonly bufferBytes: number;
}

/** Has the device print its value, writes one, has it printed again and reads it back. */
export interface ControlsDemo {
  readonly name: 'controls';
  /** As in {@link ReadWriteDemo}. */
  readonly devicePath: string;
  readonly codes: { readonly print: number; readonly read: number; readonly write: number };
  /** What is written, an unsigned 32-bit number. */
  readonly value: number;
}
