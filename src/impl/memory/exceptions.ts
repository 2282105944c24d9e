import { type NTSTATUS, ntstatusName, STATUS_ACCESS_VIOLATION } from '../../nt/ntstatus.ts';
import { formatVa, type Va } from './va.ts';

/**
 * A structured exception: raised by the kernel, and catchable by a driver that guards its access with
 * `try`/`catch` as it would with `__try`/`__except` (R22a).
 *
 * Cases raise on purpose, and often: the host's stack would cost more than the rest of the call, and what few read is
 * made when it is read.
 */
export class RaisedException extends Error {
  readonly status: NTSTATUS;

  constructor(status: NTSTATUS) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super();
    Error.stackTraceLimit = stackTraceLimit;
    this.status = status;
  }

  override get name(): string {
    return 'RaisedException';
  }

  override get message(): string {
    return ntstatusName(this.status);
  }
}

/** An access to a user address that is not mapped, or not for this kind of access (R22a). */
export class AccessViolation extends RaisedException {
  readonly address: Va;
  readonly write: boolean;

  constructor(address: Va, write: boolean) {
    super(STATUS_ACCESS_VIOLATION);
    this.address = address;
    this.write = write;
  }

  override get name(): string {
    return 'AccessViolation';
  }

  override get message(): string {
    return `STATUS_ACCESS_VIOLATION ${this.write ? 'writing' : 'reading'} ${formatVa(this.address)}`;
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
