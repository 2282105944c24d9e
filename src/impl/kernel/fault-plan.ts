import type { Fault } from '../../trace/ops/index.ts';

/** The fault that is to strike while the present operation runs, and whether it has. */
export class FaultPlan {
  #armed: Fault | null = null;
  #struck = false;

  /** Replaces the plan; the record of a strike begins anew. */
  arm(fault: Fault | null): void {
    this.#armed = fault;
    this.#struck = false;
  }

  /** Whether `fault` strikes here; remembered. */
  strikes(fault: Fault): boolean {
    if (this.#armed !== fault) return false;
    this.#struck = true;
    return true;
  }

  /** Whether the armed fault has struck since it was armed. */
  get struck(): boolean {
    return this.#struck;
  }
}
