import type { CompiledCode } from '../impl/ddi/compiled-code.ts';
import type { KernelSizes } from '../impl/kernel/kernel.ts';
import { SimulatedMachine } from '../impl/machine.ts';

/** The machines that an executor keeps for the next trace: the first one, and the latest of other sizes. */
export class Machines {
  readonly #poison: number;
  #machine: SimulatedMachine | null = null;
  #largeMachine: SimulatedMachine | null = null;

  /** `poison` is the byte of pool that nobody has written. */
  constructor(poison: number) {
    this.#poison = poison;
  }

  /** A machine of the given sizes, for a driver whose code is `compiled`. */
  of(sizes: KernelSizes, compiled: CompiledCode | null = null): SimulatedMachine {
    const kept = this.#machine;
    if (kept !== null && fits(kept.kernel.sizes, sizes)) return kept;
    const large = this.#largeMachine;
    if (large !== null && fits(large.kernel.sizes, sizes)) return large;
    const machine = new SimulatedMachine(sizes, this.#poison, compiled);
    if (kept === null) this.#machine = machine;
    else this.#largeMachine = machine;
    return machine;
  }
}

/** Exactly these sizes: which frames a fragmentation picks depends on them. */
function fits(have: KernelSizes, want: KernelSizes): boolean {
  return have.userPages === want.userPages && have.poolPages === want.poolPages;
}
