import type { Kernel } from '../kernel/kernel.ts';

/** What code that is not JavaScript needs of a machine. */
export interface CompiledCode {
  /** Pages that it takes of the machine's memory. */
  readonly pages: number;
  /** A buffer for that memory, of so many bytes, and for what it has beside that. */
  buffer(lengthBytes: number): ArrayBuffer;
  /** The machine is made. */
  attach(kernel: Kernel): void;
}
