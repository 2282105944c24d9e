import { sizesFor } from '../../impl/kernel/kernel.ts';
import { SimulatedMachine } from '../../impl/machine.ts';
import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import type { Win32Case } from '../../properties/arbitraries/win32/case-arbitrary.ts';
import type { TraceOptions } from '../../trace/trace.ts';
import type { Win32Call } from '../../trace/win32/call.ts';
import type { Win32Observation, Win32Run } from '../../trace/win32/observation.ts';
import { PROGRAM_HEAP_BYTES } from '../../trace/win32/op.ts';
import { Win32Resolver } from '../../trace/win32/resolver.ts';
import { DriverEntryError, type Executable } from '../execute.ts';

/** Executes cases of the Win32 view on a simulated machine, each from a restart. */
export class Win32Executor {
  readonly #subject: Executable;
  /** `read_to_end` may ask for as much as a program's memory holds. */
  readonly #machine = new SimulatedMachine(sizesFor(PROGRAM_HEAP_BYTES));

  constructor(subject: Executable) {
    this.#subject = subject;
  }

  /**
   * Runs a case to its end, to the call that ended the machine or never returned, or to before one whose request is not
   * executed further.
   *
   * @throws DriverEntryError when the driver does not load
   */
  execute({ machine: layout, ops }: Win32Case, { mode, dialect }: TraceOptions): Win32Run {
    const machine = this.#machine;
    const { recorder } = machine.kernel;
    const status = machine.boot(this.#subject.driver, mode, layout, dialect, 'judge');
    if (!NT_SUCCESS(status)) throw new DriverEntryError(status);
    const resolver = new Win32Resolver(this.#subject.openName);
    const calls: Win32Call[] = [];
    const observations: Win32Observation[] = [];
    let running = !machine.kernel.stopped;
    for (const [index, op] of ops.entries()) {
      if (!running) break;
      machine.kernel.recorder.begin(index);
      const call = resolver.resolve(op);
      const observation = machine.win32.perform(call);
      if (recorder.refused !== null) break;
      calls.push(call);
      observations.push(observation);
      resolver.observe(call, observation);
      running = observation.ending === 'returned';
    }
    return { calls, observations, refused: recorder.refused };
  }
}
