import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_DEVICE_CONTROL,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../../nt/irp.ts';
import { type NTSTATUS, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { Ddi, Va } from '../ddi/index.ts';
import type { HostedDevice } from './hosted-device.ts';
import { IoControlRequest } from './io-control-request.ts';
import { IoRequest } from './io-request.ts';
import { MappedRequest } from './mapped-request.ts';
import { NtError } from './nt-error.ts';
import { Err, type Result } from './result.ts';

/** Hands an IRP to a device's callback; what a dispatch routine returns. */
export type Dispatcher = (ddi: Ddi, host: HostedDevice, irp: Va) => NTSTATUS;

/** How a framework answers the major functions. */
export interface Dispatch {
  readonly byMajor: ReadonlyMap<number, Dispatcher>;
  /** For every major function that is not in `byMajor`. */
  readonly other: Dispatcher;
}

const INSUFFICIENT_RESOURCES = Err(NtError.INSUFFICIENT_RESOURCES);
const INVALID_DEVICE_REQUEST = Err(NtError.INVALID_DEVICE_REQUEST);

/**
 * Ends a callback. An `Err` completes the request unless the callback has; the status returned is always the
 * one it was completed with.
 */
function conclude(request: IoRequest, result: Result<void>): NTSTATUS {
  if (!result.ok && !request.isCompleted) request.complete(result);
  return request.completedStatus ?? STATUS_SUCCESS;
}

function create(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new IoRequest(ddi, irp);
  return conclude(request, host.operations.create(host.device, request));
}

function cleanup(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new IoRequest(ddi, irp);
  return conclude(request, host.operations.cleanup(host.device, request));
}

function close(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new IoRequest(ddi, irp);
  return conclude(request, host.operations.close(host.device, request));
}

function read(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new MappedRequest(ddi, irp, 'read');
  if (host.readsUseBuffer && !request.mapBuffer()) return conclude(request, INSUFFICIENT_RESOURCES);
  return conclude(request, host.operations.read(host.device, request));
}

function write(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new MappedRequest(ddi, irp, 'write');
  if (host.writesUseBuffer && !request.mapBuffer()) return conclude(request, INSUFFICIENT_RESOURCES);
  return conclude(request, host.operations.write(host.device, request));
}

function control(ddi: Ddi, host: HostedDevice, irp: Va): NTSTATUS {
  const request = new IoControlRequest(ddi, irp);
  if (host.controlsUseBuffer && !request.mapBuffer()) return conclude(request, INSUFFICIENT_RESOURCES);
  return conclude(request, host.operations.control(host.device, request));
}

/** M9. */
function unhandled(ddi: Ddi, _host: HostedDevice, irp: Va): NTSTATUS {
  return conclude(new IoRequest(ddi, irp), INVALID_DEVICE_REQUEST);
}

/** The framework's own dispatch: each request is completed once, and its status returned (M9, M10). */
export const DISPATCH: Dispatch = {
  byMajor: new Map<number, Dispatcher>([
    [IRP_MJ_CREATE, create],
    [IRP_MJ_CLEANUP, cleanup],
    [IRP_MJ_CLOSE, close],
    [IRP_MJ_READ, read],
    [IRP_MJ_WRITE, write],
    [IRP_MJ_DEVICE_CONTROL, control],
  ]),
  other: unhandled,
};
