import {
  ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY,
  KERNEL_SECURITY_CHECK_FAILURE,
} from '../../../nt/bug-check.ts';
import {
  isNtstatus,
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_BREAKPOINT,
  STATUS_ILLEGAL_INSTRUCTION,
  STATUS_INTEGER_DIVIDE_BY_ZERO,
} from '../../../nt/ntstatus.ts';
import { PAGE_SHIFT, PAGE_SIZE } from '../../../nt/page.ts';
import type { Ddi } from '../../ddi/ddi.ts';
import { CodeEntry } from '../../kernel/code.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { AccessViolation, RaisedException } from '../../memory/exceptions.ts';
import { memoryBytes } from '../../memory/memory.ts';
import { HIGH_HALF, isUserVa, NULL_VA, type Va, vaAdd } from '../../memory/va.ts';
import type { Decode } from '../decode/instruction.ts';
import type { Ending } from '../engine/exit.ts';
import { RAX, RCX, RDX, RegisterFile, RSP } from '../engine/register-file.ts';
import { SlowAccess } from '../engine/slow-access.ts';
import { scratchPosition, TranslatorEngine } from '../engine/translator.ts';
import { ExceptionDispatch } from './exception-dispatch.ts';
import type { ImageLayout } from './image-layout.ts';
import { KernelCalls } from './kernel-calls.ts';
import { answerMachine } from './machine-instructions.ts';
import {
  exportNumber,
  IMAGE_BASE,
  IMAGE_HIGH_HALF,
  PROCESSOR_PAGE,
  RETURN_ADDRESS,
  STACK_BYTES,
  STACK_END,
  wholeAddress,
} from './places.ts';
import { ProcessorContext } from './processor-context.ts';
import { fillProcessorPage, REGISTRY_PATH } from './processor-page.ts';

/** Calls and turns of loops that one call of a driver may make. */
const FUEL = 2 ** 27;
const SLOT_BYTES = 8;
/** What a caller reserves on the stack for the four arguments that are in registers, and the return address. */
const CALL_BYTES = 32 + SLOT_BYTES;
const STACK_ALIGNMENT = 16;

const BREAKPOINT = 3;
const INVALID_OPCODE = 6;
const FAST_FAIL = 0x29;
const NO_ADDRESS = 2n ** 64n - 1n;

/** A processor of a machine: executes a compiled driver's code, and is entered and left as the kernel calls it. */
export class NativeProcessor {
  readonly #kernel: Kernel;
  readonly #layout: ImageLayout;
  readonly #registers: RegisterFile;
  readonly #engine: TranslatorEngine;
  readonly #calls: KernelCalls;
  readonly #exceptions: ExceptionDispatch;
  readonly #firstFrame: number;
  /** Calls of the kernel into the driver that are under way. */
  #depth = 0;

  constructor(kernel: Kernel, layout: ImageLayout, decode: Decode) {
    const { memory } = kernel;
    this.#kernel = kernel;
    this.#layout = layout;
    this.#firstFrame = kernel.firstImageFrame;
    const wasm = layout.memoryOf(memory.buffer);
    const engineLayout = {
      ...layout.engineLayout(memoryBytes(memory.frameCount)),
      pageTable: memory.pageTableOffset,
    };
    new Int32Array(memory.buffer, engineLayout.highHalves, HIGH_HALF.length).set(HIGH_HALF);
    this.#registers = new RegisterFile(memory.buffer, engineLayout.registers);
    this.#engine = new TranslatorEngine({
      memory: wasm,
      layout: engineLayout,
      registers: this.#registers,
      slow: new SlowAccess(memory, this.#registers, scratchPosition(engineLayout)),
      source: { fetch: (address) => this.#fetch(address) },
      decode,
    });
    this.#calls = new KernelCalls(kernel, this.#registers, layout.image);
    this.#exceptions = new ExceptionDispatch(kernel, layout.image, (address, first, second, stack) =>
      this.#callOn(address, first, second, stack),
    );
    this.#mapOwnPages();
    kernel.code.elsewhere = (address) => this.#entryAt(address);
  }

  /** Loads the image anew and calls its DriverEntry; returns its status. What is discardable is gone after a success. */
  load(ddi: Ddi, driverObject: Va): NTSTATUS {
    const { image } = this.#layout;
    this.#depth = 0;
    this.#registers.reset();
    this.#registers.gsBase = wholeAddress(PROCESSOR_PAGE);
    this.#kernel.memory.fill(vaAdd(STACK_END, -STACK_BYTES), this.#kernel.poison, STACK_BYTES);
    this.#calls.ddi = ddi;
    this.#mapImage();
    const status = this.#call(vaAdd(IMAGE_BASE, image.headers.entryRva), driverObject, REGISTRY_PATH);
    if (NT_SUCCESS(status)) this.#discard();
    return status;
  }

  /** Calls a function of the image, with two arguments, and returns what it leaves in eax. */
  #call(address: Va, first: Va, second: Va): NTSTATUS {
    const registers = this.#registers;
    const { memory } = this.#kernel;
    const { pointers } = memory;
    const before = this.#depth === 0 ? STACK_END : pointers.pointer(registers.low(RSP), registers.high(RSP));
    return this.#callOn(address, first, second, before);
  }

  /** The same on a stack that ends at an address, where rsp is again when it has returned. */
  #callOn(address: Va, first: Va, second: Va, before: Va): NTSTATUS {
    const registers = this.#registers;
    const { memory } = this.#kernel;
    const stack = vaAdd((before & -STACK_ALIGNMENT) as Va, -CALL_BYTES);
    // What returns has put back what is its caller's; what is left by an exception has not.
    const kept = this.#depth === 0 ? null : ProcessorContext.of(registers);
    this.#depth += 1;
    try {
      memory.writePointer(stack, RETURN_ADDRESS);
      this.#setPointer(RSP, stack);
      this.#setPointer(RCX, first);
      this.#setPointer(RDX, second);
      registers.setRipHalves(address, IMAGE_HIGH_HALF);
      registers.fuel = FUEL;
      this.#run();
      this.#setPointer(RSP, before);
    } catch (error) {
      kept?.resume(registers);
      throw error;
    } finally {
      this.#depth -= 1;
    }
    const status = registers.low(RAX);
    return isNtstatus(status) ? status : (status as NTSTATUS);
  }

  #setPointer(register: number, va: Va): void {
    const { pointers } = this.#kernel.memory;
    this.#registers.setHalves(register, pointers.low(va), pointers.high(va));
  }

  /** Goes on until the function that the kernel called has returned. */
  #run(): void {
    const registers = this.#registers;
    const count = this.#layout.image.imports.length;
    for (;;) {
      const ending = this.#engine.run();
      if (ending.kind !== 'left') {
        this.#deal(ending);
        continue;
      }
      const { ripLow: low, ripHigh: high } = registers;
      if (low === RETURN_ADDRESS && high === IMAGE_HIGH_HALF) return;
      const number = exportNumber(low, high, count);
      if (number === null) this.#faultOfCode(this.#kernel.memory.pointers.pointer(low, high));
      else this.#raising(() => this.#calls.call(number));
    }
  }

  /** Does what the machine has to do where code could not go on by itself. */
  #deal(ending: Exclude<Ending, { readonly kind: 'left' }>): void {
    const kernel = this.#kernel;
    switch (ending.kind) {
      case 'fault':
        if (ending.address === NO_ADDRESS) this.#raise(() => new AccessViolation(NULL_VA, false));
        this.#fault(this.#vaOf(ending.address), ending.access === 'write');
        return;
      case 'out-of-fuel':
        kernel.refuse(
          `code that goes on for more than ${FUEL.toLocaleString('en-US')} calls and turns of loops`,
        );
        return;
      case 'unsupported-instruction':
        kernel.refuse(`the instruction ${hexBytes(ending.bytes)} at ${this.#place()}`);
        return;
      case 'divide-error':
        this.#raise(() => new RaisedException(STATUS_INTEGER_DIVIDE_BY_ZERO));
        return;
      case 'interrupt':
        this.#interrupt(ending.vector);
        return;
      case 'machine':
        this.#raising(() => answerMachine(kernel, this.#registers, ending));
    }
  }

  #interrupt(vector: number): void {
    const code = this.#registers.low(RCX);
    if (vector === BREAKPOINT) this.#raise(() => new RaisedException(STATUS_BREAKPOINT));
    else if (vector === INVALID_OPCODE) this.#raise(() => new RaisedException(STATUS_ILLEGAL_INSTRUCTION));
    else if (vector === FAST_FAIL)
      this.#kernel.bugCheck(
        KERNEL_SECURITY_CHECK_FAILURE,
        [code],
        `the driver ends with fast fail code ${code}`,
      );
    else this.#kernel.refuse(`int ${vector.toString(16)}h at ${this.#place()}`);
  }

  /** What the kernel makes of an access that is not allowed. */
  #fault(va: Va, isWrite: boolean): void {
    const { memory } = this.#kernel;
    if (isWrite && this.#isWritableCode(va))
      this.#kernel.refuse(`code that is written to, at ${this.#place()}`);
    this.#raising(() => {
      if (isWrite) memory.writePosition(va);
      else memory.position(va);
      // User memory that is there, from where the kernel executes nothing.
      throw new AccessViolation(va, isWrite);
    });
  }

  /** What the kernel makes of a jump to where no code is. */
  #faultOfCode(va: Va): void {
    const kernel = this.#kernel;
    if (kernel.memory.isMapped(va) && !isUserVa(va)) {
      kernel.bugCheck(
        ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY,
        [va, kernel.memory.entry(va)],
        'memory that holds no code was executed',
      );
    }
    this.#fault(va, false);
  }

  #raise(exception: () => RaisedException): void {
    this.#raising(() => {
      throw exception();
    });
  }

  /** Whatever is raised goes to the driver's handlers first: code goes on where one takes it. */
  #raising(work: () => void): void {
    const { ripLow, ripHigh } = this.#registers;
    try {
      work();
    } catch (error) {
      if (!(error instanceof RaisedException)) throw error;
      const raised = ProcessorContext.of(this.#registers);
      // A driver that the kernel called in the meantime has left another.
      raised.ripLow = ripLow;
      raised.ripHigh = ripHigh;
      const handled = this.#exceptions.dispatch(error, raised);
      if (handled === null) throw error;
      handled.resume(this.#registers);
    }
  }

  /** Where code is, for people: the distance from the image's base. */
  #place(): string {
    return `image+0x${((this.#registers.ripLow - IMAGE_BASE) >>> 0).toString(16)}`;
  }

  #vaOf(address: bigint): Va {
    return this.#kernel.memory.pointers.pointer(
      Number(BigInt.asIntN(32, address)),
      Number(BigInt.asIntN(32, address >> 32n)),
    );
  }

  /** Code that the kernel may call: any address of the image's sections with code. */
  #entryAt(address: Va): CodeEntry<unknown> | null {
    const rva = (address - IMAGE_BASE) | 0;
    const isThere = rva >= 0 && this.#layout.sectionAt(rva)?.executable === true;
    return isThere
      ? new CodeEntry(null, (first: Va, second: Va) => this.#call(address, first, second))
      : null;
  }

  #fetch(address: bigint): Uint8Array {
    const rva = Number(address - wholeAddress(IMAGE_BASE));
    const section = this.#layout.sectionAt(rva);
    if (section?.executable !== true) return NOTHING;
    return this.#layout.bytes.subarray(
      rva,
      Math.min(rva + MAX_INSTRUCTION_BYTES, section.rva + section.sizeBytes),
    );
  }

  #mapOwnPages(): void {
    const { memory } = this.#kernel;
    const { imagePages } = this.#layout;
    const stackPages = STACK_BYTES / PAGE_SIZE;
    memory.mapRun(vaAdd(STACK_END, -STACK_BYTES), this.#firstFrame + imagePages, stackPages, true);
    memory.mapRun(PROCESSOR_PAGE, this.#firstFrame + imagePages + stackPages, 1, true);
  }

  #mapImage(): void {
    const { memory } = this.#kernel;
    const { imagePages, bytes } = this.#layout;
    memory.u8.set(bytes, this.#firstFrame << PAGE_SHIFT);
    for (let page = 0; page < imagePages; page += 1) {
      const section = this.#layout.sectionAt(page << PAGE_SHIFT);
      const isWritable = section?.writable === true && !section.executable;
      memory.mapPage(vaAdd(IMAGE_BASE, page << PAGE_SHIFT), this.#firstFrame + page, isWritable);
    }
    fillProcessorPage(memory);
  }

  #isWritableCode(va: Va): boolean {
    const rva = (va - IMAGE_BASE) | 0;
    if (isUserVa(va) || rva < 0) return false;
    const section = this.#layout.sectionAt(rva);
    return section?.writable === true && section.executable;
  }

  #discard(): void {
    for (const { rva, sizeBytes, discardable } of this.#layout.image.sections)
      if (discardable) this.#kernel.memory.unmap(vaAdd(IMAGE_BASE, rva), Math.ceil(sizeBytes / PAGE_SIZE));
  }
}

const NOTHING = new Uint8Array();
const MAX_INSTRUCTION_BYTES = 15;

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
