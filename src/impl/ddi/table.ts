import { DEBUG_ROWS } from './rows/debug.ts';
import { DEVICE_ROWS } from './rows/device.ts';
import { IRP_ROWS } from './rows/irp.ts';
import { IRQL_ROWS } from './rows/irql.ts';
import { MDL_ROWS } from './rows/mdl.ts';
import { POOL_ROWS } from './rows/pool.ts';
import { PROBE_ROWS } from './rows/probe.ts';
import { RUNTIME_ROWS } from './rows/runtime.ts';
import { SPIN_LOCK_ROWS } from './rows/spin-lock.ts';
import { STRING_ROWS } from './rows/strings.ts';

// An intersection: spread into one type, the rows would lose their docstrings in what is published.
/** {@link DDI_TABLE} as a type. */
export type DdiTable = typeof DEVICE_ROWS &
  typeof IRP_ROWS &
  typeof MDL_ROWS &
  typeof PROBE_ROWS &
  typeof POOL_ROWS &
  typeof IRQL_ROWS &
  typeof SPIN_LOCK_ROWS &
  typeof RUNTIME_ROWS &
  typeof STRING_ROWS &
  typeof DEBUG_ROWS;

/**
 * Every routine of the kernel that a driver may call, by its Windows name, with the parameters Windows
 * documents (design D10). Lengths are bytes; addresses are virtual. Macros of the WDK that touch nothing
 * but a structure's fields are members of the views instead (`Irp.currentStackLocation`, `Mdl.byteCount`).
 */
export const DDI_TABLE: DdiTable = {
  ...DEVICE_ROWS,
  ...IRP_ROWS,
  ...MDL_ROWS,
  ...PROBE_ROWS,
  ...POOL_ROWS,
  ...IRQL_ROWS,
  ...SPIN_LOCK_ROWS,
  ...RUNTIME_ROWS,
  ...STRING_ROWS,
  ...DEBUG_ROWS,
};
