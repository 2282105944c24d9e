import { type IoStackLocation, type Irp, type Va, vaAdd } from '../impl/ddi/index.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_REVISION_MISMATCH,
} from '../nt/ntstatus.ts';
import { IOCTL_GET_SETTINGS, IOCTL_SET_SETTINGS } from './control-codes.ts';
import { ControlDriver } from './control-driver.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from './wdm-driver.ts';

/** The structure begins with its own size in 4 bytes, which tells its version: a threshold follows, then a period. */
const SIZE_BYTES = 4;
const FIRST_VERSION_BYTES = 8;
const SECOND_VERSION_BYTES = 12;
/** Bytes of what follows the size, in the newest version. */
const VALUES_BYTES = SECOND_VERSION_BYTES - SIZE_BYTES;

const MAX_THRESHOLD = 1000;

/**
 * Settings in the device's extension, got and set by METHOD_BUFFERED. There are two versions of their structure; an
 * output that has room for its size alone is told the newest one's.
 */
class Settings extends ControlDriver {
  /** The values, as they are in the structure behind its size. */
  protected override readonly extensionBytes = VALUES_BYTES;

  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    switch (location.ioControlCode) {
      case IOCTL_GET_SETTINGS:
        return this.get(irp, location.outputBufferLength);
      case IOCTL_SET_SETTINGS:
        return this.set(irp, location.inputBufferLength);
      default:
        return answerOf(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  protected get({ systemBuffer }: Irp, outputBytes: number): Answer {
    const { memory } = this.ddi;
    if (outputBytes < SIZE_BYTES) return answerOf(STATUS_BUFFER_TOO_SMALL);
    const size = this.versionFor(outputBytes);
    memory.writeI32(systemBuffer, size);
    if (outputBytes < size) return transferred(SIZE_BYTES);
    memory.copy(vaAdd(systemBuffer, SIZE_BYTES), this.extension, size - SIZE_BYTES);
    return transferred(size);
  }

  /** The size of the newest version that there is room for; of the newest of all where there is none for any. */
  protected versionFor(outputBytes: number): number {
    const isFirst = outputBytes >= FIRST_VERSION_BYTES && outputBytes < SECOND_VERSION_BYTES;
    return isFirst ? FIRST_VERSION_BYTES : SECOND_VERSION_BYTES;
  }

  /** The first version leaves the period as it is. */
  protected set({ systemBuffer }: Irp, inputBytes: number): Answer {
    const { memory } = this.ddi;
    if (inputBytes < SIZE_BYTES) return answerOf(STATUS_INFO_LENGTH_MISMATCH);
    const size = memory.readI32(systemBuffer);
    if (size !== FIRST_VERSION_BYTES && size !== SECOND_VERSION_BYTES)
      return answerOf(STATUS_REVISION_MISMATCH);
    if (size !== inputBytes) return answerOf(STATUS_INFO_LENGTH_MISMATCH);
    return this.keep(vaAdd(systemBuffer, SIZE_BYTES), size - SIZE_BYTES);
  }

  /** Nothing is kept of settings of which one is refused. */
  protected keep(values: Va, lengthBytes: number): Answer {
    if (!this.isValid(values)) return answerOf(STATUS_INVALID_PARAMETER);
    this.ddi.memory.copy(this.extension, values, lengthBytes);
    return transferred(0);
  }

  protected isValid(values: Va): boolean {
    return this.ddi.memory.readI32(values) >>> 0 <= MAX_THRESHOLD;
  }
}

export const settingsDriver = wdmDriverModule(Settings);
