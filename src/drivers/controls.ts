import { type IoStackLocation, type Irp, NULL_VA, type Va } from '../impl/ddi/index.ts';
import { NormalPagePriority } from '../nt/mdl.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
} from '../nt/ntstatus.ts';
import { IOCTL_COPY, IOCTL_INVERT, IOCTL_LOAD, IOCTL_STORE } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

/** The most that is stored, bytes. */
const MAX_STORED_BYTES = 4096;

/** A device with a control code of each transfer method, by either of the two majors. */
export class Controls extends ControlDriver {
  protected stored: Uint8Array = new Uint8Array(0);

  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    switch (location.ioControlCode) {
      case IOCTL_INVERT:
        return this.invert(irp, location);
      case IOCTL_STORE:
        return this.withMapped(irp, (address) => this.store(address, location.outputBufferLength));
      case IOCTL_LOAD:
        return this.withMapped(irp, (address) => this.give(address, location.outputBufferLength));
      case IOCTL_COPY:
        return this.guarded(() => this.copy(irp, location));
      default:
        return answerOf(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  /** Input and output are in one buffer: each byte is read before it is written. */
  protected invert(irp: Irp, location: IoStackLocation): Answer {
    const { inputBufferLength } = location;
    if (location.outputBufferLength < inputBufferLength) return answerOf(STATUS_BUFFER_TOO_SMALL);
    return this.invertBytes(irp, inputBufferLength);
  }

  protected invertBytes({ systemBuffer }: Irp, lengthBytes: number): Answer {
    const { memory } = this.ddi;
    const bytes = new Uint8Array(lengthBytes);
    memory.copyOut(systemBuffer, bytes, 0, lengthBytes);
    memory.copyIn(
      systemBuffer,
      bytes.map((byte) => ~byte),
      0,
      lengthBytes,
    );
    return transferred(lengthBytes);
  }

  protected store(address: Va, lengthBytes: number): Answer {
    const bytes = new Uint8Array(Math.min(lengthBytes, MAX_STORED_BYTES));
    this.ddi.memory.copyOut(address, bytes, 0, bytes.length);
    this.stored = bytes;
    return transferred(bytes.length);
  }

  protected give(address: Va, lengthBytes: number): Answer {
    const bytes = Math.min(lengthBytes, this.stored.length);
    this.ddi.memory.copyIn(address, this.stored, 0, bytes);
    return transferred(bytes);
  }

  /** The caller's own addresses: probed, each byte fetched once, every access guarded (R41, R43). */
  protected copy(irp: Irp, location: IoStackLocation): Answer {
    const { ddi } = this;
    const { type3InputBuffer, inputBufferLength, outputBufferLength } = location;
    const input = new Uint8Array(inputBufferLength);
    this.probeInput(type3InputBuffer, inputBufferLength);
    ddi.memory.copyOut(type3InputBuffer, input, 0, inputBufferLength);
    const bytes = Math.min(inputBufferLength, outputBufferLength);
    this.probeOutput(irp.userBuffer, outputBufferLength);
    ddi.memory.copyIn(irp.userBuffer, input, 0, bytes);
    return transferred(bytes);
  }

  protected probeInput(address: Va, lengthBytes: number): void {
    this.ddi.ProbeForRead(address, lengthBytes, 1);
  }

  protected probeOutput(address: Va, lengthBytes: number): void {
    this.ddi.ProbeForWrite(address, lengthBytes, 1);
  }

  /** The second buffer of a direct method at a system address; a length of 0 has none. */
  protected withMapped(irp: Irp, action: (address: Va) => Answer): Answer {
    const { mdlAddress } = irp;
    if (mdlAddress === NULL_VA) return action(NULL_VA);
    const address = this.ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
    return address === NULL_VA ? answerOf(STATUS_INSUFFICIENT_RESOURCES) : action(address);
  }
}

export const controlsDriver = wdmDriverModule(Controls);
