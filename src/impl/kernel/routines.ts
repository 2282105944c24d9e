import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { CODE_BASE, NULL_VA, type Va, vaAdd } from '../memory/va.ts';

/** A dispatch routine: DRIVER_DISPATCH. */
export type DispatchRoutine = (device: Va, irp: Va) => NTSTATUS;
/** DRIVER_UNLOAD. */
export type UnloadRoutine = (driver: Va) => void;
export type Routine = DispatchRoutine | UnloadRoutine;

/** Bytes between two routines' addresses. */
const ROUTINE_BYTES = 16;

/** Gives routines code addresses, so that structures can hold pointers to them. */
export class Routines {
  readonly #routines: Routine[] = [];
  #permanent = 0;

  /** The code address of a routine; the same routine gets the same address. */
  register(routine: Routine): Va {
    let index = this.#routines.indexOf(routine);
    if (index < 0) {
      index = this.#routines.length;
      this.#routines.push(routine);
    }
    return vaAdd(CODE_BASE, index * ROUTINE_BYTES);
  }

  /** The dispatch routine at a code address, or null when there is none. */
  dispatch(address: Va): DispatchRoutine | null {
    return (this.#at(address) as DispatchRoutine | undefined) ?? null;
  }

  /** The unload routine at a code address, or null when there is none. */
  unload(address: Va): UnloadRoutine | null {
    return (this.#at(address) as UnloadRoutine | undefined) ?? null;
  }

  /** Keeps what is registered now across resets. */
  keep(): void {
    this.#permanent = this.#routines.length;
  }

  /** Forgets the routines registered since `keep`. */
  reset(): void {
    this.#routines.length = this.#permanent;
  }

  #at(address: Va): Routine | undefined {
    return address === NULL_VA ? undefined : this.#routines[((address - CODE_BASE) | 0) / ROUTINE_BYTES];
  }
}
