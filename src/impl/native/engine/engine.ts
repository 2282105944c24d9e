import type { Ending } from './exit.ts';
import type { RegisterFile } from './register-file.ts';

/** Executes an image's code: until it calls the kernel, leaves its code, faults, or has used up its fuel. */
export interface Engine {
  readonly registers: RegisterFile;
  /**
   * Goes on at `registers.rip`. Nothing of the engine is under way when it returns: it may be asked for other code before
   * it is asked to go on.
   */
  run(): Ending;
}
