import type { Answer } from '../../../src/drivers/wdm-driver.ts';
import {
  FileObject,
  type IoStackLocation,
  Irp,
  NULL_VA,
  type Va,
  vaAdd,
} from '../../../src/impl/ddi/index.ts';
import { FO_SYNCHRONOUS_IO } from '../../../src/nt/device.ts';
import { FILE_OBJECT, UNICODE_STRING } from '../../../src/nt/layout.ts';
import {
  type NTSTATUS,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_OBJECT_NAME_NOT_FOUND,
} from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import { done, fails, HonestDriver, Keeper } from './honest-driver.ts';

const TAG = poolTag('Hnst');
const ROOM_BYTES = 64;

/** A device that keeps bytes in memory of the machine's: how many, then these. */
abstract class KeepsInMemory extends HonestDriver {
  /** Where it keeps those of a request's open. */
  protected abstract room(location: IoStackLocation): Va;

  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    const room = this.room(location);
    return this.withBuffer(irp, location, true, (address, length) => {
      const { memory } = this.ddi;
      const count = Math.min(length, memory.readI32(room));
      if (count > 0) memory.copy(address, vaAdd(room, 8), count);
      return done(count);
    });
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    const room = this.room(location);
    return this.withBuffer(irp, location, false, (address, length) => {
      const { memory } = this.ddi;
      const bytes = this.bytesAt(address, Math.min(length, ROOM_BYTES));
      this.put(vaAdd(room, 8), bytes);
      memory.writeI32(room, bytes.length);
      return done(bytes.length);
    });
  }
}

/** S13: in the device extension, shared by all opens. */
export class KeepsInExtension extends KeepsInMemory {
  protected override readonly extensionBytes = 8 + ROOM_BYTES;

  protected override room(): Va {
    return this.extension;
  }
}

/** A block of the open's own, from CREATE to CLOSE. */
abstract class KeepsPerOpen extends KeepsInMemory {
  protected override create(irpVa: Va): NTSTATUS {
    const block = this.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8 + ROOM_BYTES, TAG);
    if (block === NULL_VA) return this.complete(irpVa, fails(STATUS_INSUFFICIENT_RESOURCES));
    this.setContext(this.fileOf(irpVa), block);
    return this.complete(irpVa, done(0));
  }

  protected override close(irpVa: Va): NTSTATUS {
    this.ddi.ExFreePoolWithTag(this.context(this.fileOf(irpVa)), TAG);
    return this.complete(irpVa, done(0));
  }

  protected override room({ fileObject }: IoStackLocation): Va {
    return this.context(fileObject);
  }

  protected abstract context(file: Va): Va;
  protected abstract setContext(file: Va, block: Va): void;

  private fileOf(irp: Va): Va {
    return new Irp(this.ddi.memory, irp).currentStackLocation.fileObject;
  }
}

/** S14: in FsContext. */
export class KeepsInFsContext extends KeepsPerOpen {
  protected override context(file: Va): Va {
    return new FileObject(this.ddi.memory, file).fsContext;
  }

  protected override setContext(file: Va, block: Va): void {
    new FileObject(this.ddi.memory, file).fsContext = block;
  }
}

/** S15: in FsContext2. */
export class KeepsInFsContext2 extends KeepsPerOpen {
  protected override context(file: Va): Va {
    return this.ddi.memory.readPointer(vaAdd(file, FILE_OBJECT.FsContext2));
  }

  protected override setContext(file: Va, block: Va): void {
    this.ddi.memory.writePointer(vaAdd(file, FILE_OBJECT.FsContext2), block);
  }
}

/** S15: in both. */
export class KeepsInBoth extends KeepsInFsContext2 {
  protected override setContext(file: Va, block: Va): void {
    super.setContext(file, block);
    new FileObject(this.ddi.memory, file).fsContext = block;
  }
}

/** S16: refuses opens by a name below the device. */
export class RefusesNamesBelow extends Keeper {
  protected override create(irpVa: Va): NTSTATUS {
    const { memory } = this.ddi;
    const { fileObject } = new Irp(memory, irpVa).currentStackLocation;
    const { fileName } = new FileObject(memory, fileObject);
    const lengthBytes = memory.readU16(vaAdd(fileName, UNICODE_STRING.Length));
    return this.complete(irpVa, lengthBytes > 0 ? fails(STATUS_OBJECT_NAME_NOT_FOUND) : done(0));
  }
}

/** S16: reads the name below the device, and goes by it. */
export class ReadsNamesBelow extends Keeper {
  #letters = 0;

  protected override create(irpVa: Va): NTSTATUS {
    const { memory } = this.ddi;
    const { fileObject } = new Irp(memory, irpVa).currentStackLocation;
    const { fileName } = new FileObject(memory, fileObject);
    const lengthBytes = memory.readU16(vaAdd(fileName, UNICODE_STRING.Length));
    const text = memory.readPointer(vaAdd(fileName, UNICODE_STRING.Buffer));
    for (let at = 0; at < lengthBytes; at += 2)
      this.#letters += memory.readU16(vaAdd(text, at)) === 0x5c ? 0 : 1;
    return this.complete(irpVa, done(this.#letters));
  }
}

/** S19: one state for the only open, made anew by each. */
export class OneOpenAtATime extends Keeper {
  protected override readonly isExclusive = true;

  protected override create(irpVa: Va): NTSTATUS {
    this.kept = new Uint8Array(0);
    return super.create(irpVa);
  }
}

/** S20: keeps CurrentByteOffset, which it alone advances (R28). */
export class KeepsThePosition extends Keeper {
  protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
    return this.advanced(location, super.answerRead(irp, location));
  }

  protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
    return this.advanced(location, super.answerWrite(irp, location));
  }

  private advanced(location: IoStackLocation, answer: Answer): Answer {
    const file = new FileObject(this.ddi.memory, location.fileObject);
    if ((file.flags & FO_SYNCHRONOUS_IO) !== 0 && location.byteOffset >= 0n)
      file.currentByteOffset = location.byteOffset + BigInt(answer.information);
    return answer;
  }
}
