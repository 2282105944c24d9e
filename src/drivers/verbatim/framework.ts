import type { Ddi, Va } from '../../impl/ddi/index.ts';
import {
  createFramework,
  Err,
  type Framework,
  type HostedDevice,
  IoRequest,
  NtError,
  type Result,
} from '../../impl/framework/index.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_CLOSE, IRP_MJ_CREATE, IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { VerbatimTransferRequest } from './transfer-request.ts';

/**
 * `dispatch_callback` as published, with its defects. The article prints the arms for reads and writes; what
 * surrounds them is the companion repository's of October 2021, whose `kernel_module!` puts this one routine
 * into every slot.
 *
 * Defect 7: an `Err` completes the request whether or not the callback has, and an `Ok` returns SUCCESS
 * whether or not it was completed, and with what.
 */
function dispatchCallback(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new IoRequest(ddi, irp);
  const result = callBack(ddi, host, irp, request);
  if (result.ok) return STATUS_SUCCESS;
  request.complete(result);
  return result.error.status;
}

function callBack(ddi: Ddi, host: HostedDevice, irp: Va, request: IoRequest): Result<void> {
  const { operations, device } = host;
  switch (request.major()) {
    case IRP_MJ_CREATE:
      return operations.create(device, request);
    case IRP_MJ_CLEANUP:
      return operations.cleanup(device, request);
    case IRP_MJ_CLOSE:
      return operations.close(device, request);
    case IRP_MJ_READ:
      return operations.read(device, new VerbatimTransferRequest(ddi, irp, 'read'));
    case IRP_MJ_WRITE:
      return operations.write(device, new VerbatimTransferRequest(ddi, irp, 'write'));
    default: {
      // Defect 4: completed here, and once more by the caller on account of the Err.
      const error = Err(NtError.INVALID_PARAMETER);
      request.complete(error);
      return error;
    }
  }
}

/**
 * The framework as published. Driver, Device, SymbolicLink, IoRequest and DeviceOperations are the correct
 * framework's: where the published ones differ from them it can't be seen from outside.
 */
export const verbatimFramework: Framework = createFramework({
  byMajor: new Map(),
  other: dispatchCallback,
});
