import { type DriverMemory, memoryBehind } from './driver-memory.ts';
import type { Fields } from './fields.ts';
import type { Memory } from './memory.ts';
import type { Va } from './va.ts';

/**
 * A typed view of one structure in simulated memory. The position is resolved once, when the view is made:
 * valid for structures in pool, which are physically contiguous. Making a view of a bad address raises as
 * an access to it would; it is no access by itself.
 *
 * Each kind of view keeps for itself where its structure lies. In a class that all of them extend, what is kept would be
 * found by the kind of view, each time: that took a tenth of a campaign. Nor is it #private, which would have to be
 * defined in each view that is made.
 */
interface Structure {
  readonly va: Va;
  /** The memory it lies in. */
  readonly memory: DriverMemory;
}

/** Those of a machine's memory. */
export type MachineFields = Fields<Memory>;

/** The fields of the structures of a memory. */
export function fieldsOf(memory: DriverMemory): MachineFields {
  return memoryBehind(memory).fields;
}

/** The memory a structure lies in, for the kernel. */
export function memoryOf(view: Structure): Memory {
  return memoryBehind(view.memory);
}
