import { Controls } from '../../src/drivers/controls.ts';
import { type Answer, wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { Irp, NULL_VA, type Va } from '../../src/impl/ddi/index.ts';
import type { DeviceModel } from '../../src/model/device.ts';
import { defaultCallbacksModel } from '../../src/model/devices/default-callbacks.ts';
import { METHOD_BUFFERED, METHOD_OUT_DIRECT, type TransferMethod } from '../../src/nt/control-code.ts';
import { IO_NO_INCREMENT } from '../../src/nt/irp.ts';
import { NormalPagePriority } from '../../src/nt/mdl.ts';
import {
  NT_ERROR,
  type NTSTATUS,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
} from '../../src/nt/ntstatus.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';

/** What of a control request decides how many bytes its answer may have. */
export interface Chosen {
  readonly method: TransferMethod;
  readonly inputLength: number;
  readonly outputLength: number;
  readonly input: 'read-write' | 'null';
  readonly output: 'read-write' | 'null';
  readonly status: NTSTATUS;
  readonly information: 'nothing' | 'one byte' | 'all' | 'more';
  readonly isPended: boolean;
}

/** What the device answers next, with how many bytes in its output. */
interface Told {
  readonly status: NTSTATUS;
  readonly information: number;
  readonly bytes: number;
  readonly isPended: boolean;
}

const FILL = 0x55;
let next: Told = { status: STATUS_SUCCESS, information: 0, bytes: 0, isPended: false };

/** Has every control request answered so from now on. */
export function tell(answer: Told): void {
  next = answer;
}

/** The honest answer of these classes; null where there is none besides those of other classes. */
export function honest(chosen: Chosen): Told | null {
  const information = informationOf(chosen);
  if (information === null) return null;
  const { status, isPended } = chosen;
  return { status, information, bytes: bytesOf(chosen, information, toldLengths(chosen)), isPended };
}

/** Answers every control request as it is told. */
class ToldControls extends Controls {
  protected override control(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    const { mdlAddress, systemBuffer } = irp;
    const output =
      mdlAddress === NULL_VA
        ? systemBuffer
        : this.ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
    if (next.bytes > 0) this.ddi.memory.fill(output, FILL, next.bytes);
    if (next.isPended) irp.markPending();
    const answer: Answer = { status: next.status, information: next.information };
    irp.status = answer.status;
    irp.information = answer.information;
    this.ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);
    return next.isPended ? STATUS_PENDING : answer.status;
  }
}

export const told: DeviceModel<null> = {
  ...defaultCallbacksModel,
  name: 'told',
  arms: [...defaultCallbacksModel.arms, 'told'],
  control: () => [
    {
      arm: 'told',
      status: next.status,
      information: next.information,
      data: new Uint8Array(next.bytes).fill(FILL),
      next: null,
    },
  ],
};

export const subject: Subject = {
  ...findSubject('controls'),
  model: told,
  driver: wdmDriverModule(ToldControls),
};

/** The lengths that a driver is told (R43): this is written from the rule once more, for the test. */
function toldLengths({ method, inputLength, outputLength, input, output }: Chosen): [number, number] {
  return [
    method !== 3 && input === 'null' ? 0 : inputLength,
    method === METHOD_BUFFERED && output === 'null' ? 0 : outputLength,
  ];
}

/** An honest Information of the class; null where there is none besides those of other classes. */
function informationOf(chosen: Chosen): number | null {
  const [inputLength, outputLength] = toldLengths(chosen);
  const { method, status, information, output } = chosen;
  const isCopied =
    method === METHOD_BUFFERED && inputLength + outputLength > 0 && output !== 'null' && !NT_ERROR(status);
  const isBounded = (isCopied && status !== STATUS_VERIFY_REQUIRED) || method === METHOD_OUT_DIRECT;
  switch (information) {
    case 'nothing':
      return 0;
    case 'one byte':
      return outputLength > 1 || !isBounded ? 1 : null;
    case 'all':
      return outputLength > 0 ? outputLength : null;
    case 'more':
      return isBounded ? null : outputLength + 3;
  }
}

/** How many bytes the driver puts at the start of its output. */
function bytesOf(
  { method }: Chosen,
  information: number,
  [inputLength, outputLength]: [number, number],
): number {
  if (method === METHOD_BUFFERED) return Math.min(information, Math.max(inputLength, outputLength));
  return method === METHOD_OUT_DIRECT ? Math.min(information, outputLength) : 0;
}
