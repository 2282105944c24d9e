import { type NTSTATUS, ntstatusName, STATUS_ACCESS_VIOLATION } from '../../nt/ntstatus.ts';
import { formatVa, type Va } from './va.ts';

/**
 * A structured exception: raised by the kernel, and catchable by a driver that guards its access with
 * `try`/`catch` as it would with `__try`/`__except` (R22a).
 */
export class RaisedException extends Error {
  readonly status: NTSTATUS;

  constructor(status: NTSTATUS, message?: string) {
    // Cases raise on purpose, and often: the host's stack would cost more than the rest of the call.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message ?? ntstatusName(status));
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'RaisedException';
    this.status = status;
  }
}

/** An access to a user address that is not mapped, or not for this kind of access (R22a). */
export class AccessViolation extends RaisedException {
  readonly address: Va;
  readonly write: boolean;

  constructor(address: Va, write: boolean) {
    super(
      STATUS_ACCESS_VIOLATION,
      `STATUS_ACCESS_VIOLATION ${write ? 'writing' : 'reading'} ${formatVa(address)}`,
    );
    this.name = 'AccessViolation';
    this.address = address;
    this.write = write;
  }
}

/**
 * The machine stopped. Not to be caught by drivers: one that does finds the machine stopped at its next call
 * into the kernel.
 */
export class MachineStopped extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MachineStopped';
  }
}
