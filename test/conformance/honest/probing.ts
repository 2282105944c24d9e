import { ControlDriver } from '../../../src/drivers/control-driver.ts';
import { type Answer, transferred } from '../../../src/drivers/wdm-driver.ts';
import { type IoStackLocation, type Irp, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { CTL_CODE, FILE_ANY_ACCESS, METHOD_BUFFERED, METHOD_NEITHER } from '../../../src/nt/control-code.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoReadAccess, NormalPagePriority } from '../../../src/nt/mdl.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
} from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import { done, fails, Keeper } from './honest-driver.ts';

/** The address where user memory ends, as MmHighestUserAddress says it: kernel addresses are negative here. */
const HIGHEST_USER_ADDRESS = 0x7ffeffff;
const TAG = poolTag('Prob');
const MAX_BYTES = 4096;

/** One code by METHOD_NEITHER, with 16 bytes of input. */
export const NEITHER_CODE = CTL_CODE(0x22, 0x900, METHOD_NEITHER, FILE_ANY_ACCESS);
/** One by METHOD_BUFFERED, with 16 bytes each way. */
export const BUFFERED_CODE = CTL_CODE(0x22, 0x901, METHOD_BUFFERED, FILE_ANY_ACCESS);

/** Takes the caller's own input, by METHOD_NEITHER. */
abstract class TakesInput extends ControlDriver {
  protected override answerControl(_irp: Irp, location: IoStackLocation): Answer {
    const { ioControlCode, type3InputBuffer, inputBufferLength } = location;
    if (ioControlCode !== NEITHER_CODE) return fails(STATUS_INVALID_DEVICE_REQUEST);
    if (inputBufferLength === 0) return transferred(0);
    return this.guarded(() => this.take(type3InputBuffer, inputBufferLength));
  }

  /** What is answered to an input of at least one byte. */
  protected abstract take(address: Va, lengthBytes: number): Answer;

  /** Looks at all of a range, once. */
  protected fetch(address: Va, lengthBytes: number): Answer {
    this.ddi.memory.copyOut(address, new Uint8Array(lengthBytes), 0, lengthBytes);
    return done(0);
  }
}

/** An MDL of its own: to lock its pages for a user is the probe (R71). */
export class LocksItsInput extends TakesInput {
  protected override take(address: Va, lengthBytes: number): Answer {
    const { ddi } = this;
    const mdl = ddi.IoAllocateMdl(address, lengthBytes, false, false, NULL_VA);
    if (mdl === NULL_VA) return fails(STATUS_INSUFFICIENT_RESOURCES);
    try {
      ddi.MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
      try {
        const mapped = ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
        return mapped === NULL_VA ? fails(STATUS_INSUFFICIENT_RESOURCES) : this.fetch(mapped, lengthBytes);
      } finally {
        ddi.MmUnlockPages(mdl);
      }
    } finally {
      ddi.IoFreeMdl(mdl);
    }
  }
}

/** Probes a header, and then as much as that says, of which it takes one copy. */
export class ProbesByItsHeader extends TakesInput {
  protected override take(address: Va, lengthBytes: number): Answer {
    const { ddi } = this;
    if (lengthBytes < 4) return fails(STATUS_INVALID_PARAMETER);
    ddi.ProbeForRead(address, 4, 1);
    const size = ddi.memory.readI32(address) >>> 0;
    if (size > lengthBytes - 4 || size === 0) return fails(STATUS_INVALID_PARAMETER);
    const rest = vaAdd(address, 4);
    ddi.ProbeForRead(rest, size, 1);
    return this.fetch(rest, size);
  }
}

/** Compares the range with where user memory ends, by hand. */
export class ComparesTheRange extends TakesInput {
  protected override take(address: Va, lengthBytes: number): Answer {
    if (address < 0 || address + lengthBytes - 1 > HIGHEST_USER_ADDRESS)
      return fails(STATUS_ACCESS_VIOLATION);
    return this.fetch(address, lengthBytes);
  }
}

/** Has a structure in the SystemBuffer. */
abstract class TakesStructures extends ControlDriver {
  protected override answerControl({ systemBuffer }: Irp, location: IoStackLocation): Answer {
    if (location.ioControlCode !== BUFFERED_CODE) return fails(STATUS_INVALID_DEVICE_REQUEST);
    if (location.inputBufferLength < 16) return fails(STATUS_INVALID_PARAMETER);
    return this.guarded(() => this.take(systemBuffer, location.outputBufferLength));
  }

  protected abstract take(structure: Va, outputBytes: number): Answer;
}

/** Probes exactly the range that the structure names, under a guard, and copies it once. */
export class ProbesThePointer extends TakesStructures {
  protected override take(structure: Va): Answer {
    const { ddi } = this;
    const address = ddi.memory.readPointer(structure);
    const lengthBytes = ddi.memory.readI32(vaAdd(structure, 8)) >>> 0;
    if (lengthBytes > MAX_BYTES) return fails(STATUS_INVALID_PARAMETER);
    if (lengthBytes === 0) return done(0);
    ddi.ProbeForRead(address, lengthBytes, 1);
    ddi.memory.copyOut(address, new Uint8Array(lengthBytes), 0, lengthBytes);
    return done(0);
  }
}

/** Compares the range that the structure names by hand. */
export class ComparesThePointer extends TakesStructures {
  protected override take(structure: Va): Answer {
    const { memory } = this.ddi;
    const address = memory.readPointer(structure);
    if (address < 0 || address > HIGHEST_USER_ADDRESS) return fails(STATUS_ACCESS_VIOLATION);
    memory.readU8(address);
    return done(0);
  }
}

/** Gives out the address of its own block, and uses the block where it comes back. */
export class GivesOutItsBlock extends TakesStructures {
  #block: Va = NULL_VA;

  protected override release(): void {
    if (this.#block !== NULL_VA) this.ddi.ExFreePoolWithTag(this.#block, TAG);
    this.#block = NULL_VA;
  }

  protected override take(structure: Va, outputBytes: number): Answer {
    const { ddi } = this;
    if (this.#block === NULL_VA) this.#block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, TAG);
    if (this.#block === NULL_VA) return fails(STATUS_INSUFFICIENT_RESOURCES);
    const given = ddi.memory.readPointer(structure);
    if (given === this.#block) ddi.memory.readU8(given);
    if (outputBytes < 8) return fails(STATUS_INVALID_PARAMETER);
    ddi.memory.writePointer(structure, this.#block);
    return done(8);
  }
}

/** In neither mode it relies on what the I/O manager has probed: all that a transfer has (R22, R41). */
export class ReliesOnTheProbes extends Keeper {
  protected override withBuffer(
    { userBuffer }: Irp,
    { length }: IoStackLocation,
    _isRead: boolean,
    use: (address: Va, lengthBytes: number) => Answer,
  ): Answer {
    return length === 0 ? use(NULL_VA, 0) : this.guarded(() => use(userBuffer, length));
  }
}
