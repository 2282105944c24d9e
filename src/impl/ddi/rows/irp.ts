import { DISPATCH_LEVEL } from '../../../nt/irql.ts';
import type { NTSTATUS } from '../../../nt/ntstatus.ts';
import { completeRequest } from '../../io/completion.ts';
import { ioCallDriver } from '../../io/dispatch.ts';
import type { IoManager } from '../../io/io-manager.ts';
import type { Va } from '../../memory/va.ts';
import { row } from '../row.ts';
import { NOTHING, pointer, STATUS, value } from '../signature.ts';

/** Passing IRPs on and completing them. */
export const IRP_ROWS = {
  /** Passes an IRP on to the driver of a device below; returns what that returned (R59a). */
  IoCallDriver: row({
    reach: { exports: ['IofCallDriver', 'PoCallDriver'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('device', 'DEVICE_OBJECT'), pointer('irp', 'IRP')],
    result: STATUS,
    rules: ['R59a'],
    call: (io: IoManager, device: Va, irp: Va): NTSTATUS => ioCallDriver(io, device, irp),
  }),
  /** Completes an IRP whose IoStatus is set; the caller no longer owns it (R44, R57). */
  IoCompleteRequest: row({
    reach: { exports: ['IofCompleteRequest'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('irp', 'IRP'), value('priorityBoost', 'CCHAR')],
    result: NOTHING,
    rules: ['R44', 'R57'],
    call: (io: IoManager, irp: Va, _priorityBoost: number): void => completeRequest(io, irp),
  }),
} as const;
