import type { Ddi } from '../../ddi/ddi.ts';
import type { RoutineResult } from '../../ddi/signature.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import { RAX, type RegisterFile, RSP } from '../engine/register-file.ts';
import type { DriverImage } from '../image/driver-image.ts';
import { type Import, importName } from '../image/import-thunks.ts';
import { callArguments } from './call-arguments.ts';
import { KERNEL_EXPORTS, type KernelExport } from './kernel-exports.ts';
import { IMAGE_BASE } from './places.ts';

/** rcx, rdx, r8 to r11: what a call may leave anything in. */
const VOLATILE = [1, 2, 8, 9, 10, 11] as const;
const VOLATILE_VECTORS = 6;
/** What is left there, so that code which relies on it is found. */
const SPOILED = 0xd00dd00d | 0;
const SPOILED_BYTE = 0xd0;
const SLOT_BYTES = 8;

/** Serves the calls of an image into the kernel, by the rows of the table. */
export class KernelCalls {
  /** The table as the driver that is loaded calls it. */
  ddi: Ddi | null = null;
  readonly #kernel: Kernel;
  readonly #registers: RegisterFile;
  readonly #imports: readonly (readonly [imported: Import, reached: KernelExport | null])[];

  constructor(kernel: Kernel, registers: RegisterFile, { imports }: DriverImage) {
    this.#kernel = kernel;
    this.#registers = registers;
    this.#imports = imports.map((imported) => [imported, reachedBy(imported)]);
  }

  /**
   * Serves the call that has just entered the export of an import: code goes on behind it, with the result in rax.
   *
   * @throws what the routine raises; MachineStopped for an export that is not simulated
   */
  call(number: number): void {
    const registers = this.#registers;
    const { memory } = this.#kernel;
    const { pointers } = memory;
    const stack = pointers.pointer(registers.low(RSP), registers.high(RSP));
    const [backLow, backHigh] = [memory.readI32(stack), memory.readI32(vaAdd(stack, 4))];
    const [imported, reached] = this.#imports[number] ?? [];
    if (imported === undefined) throw new RangeError(`no import has the number ${number}`);
    if (reached === null || reached === undefined) {
      const from = ((backLow - IMAGE_BASE) >>> 0).toString(16);
      this.#kernel.refuse(`${imported.module}!${importName(imported)}, called ahead of image+0x${from}`);
    }
    const { row, routine } = reached;
    const { ddi } = this;
    if (ddi === null) throw new RangeError('a call ahead of DriverEntry');
    const call = ddi[routine as keyof Ddi] as (...parameters: readonly unknown[]) => unknown;
    const result = call(...callArguments(row.parameters, registers, memory, stack));
    this.#spoil();
    this.#setResult(row.result, result);
    const behind = vaAdd(stack, SLOT_BYTES);
    registers.setHalves(RSP, pointers.low(behind), pointers.high(behind));
    registers.setRipHalves(backLow, backHigh);
  }

  #spoil(): void {
    const registers = this.#registers;
    for (const register of VOLATILE) registers.setHalves(register, SPOILED, SPOILED);
    for (let vector = 0; vector < VOLATILE_VECTORS; vector += 1) registers.xmm(vector).fill(SPOILED_BYTE);
  }

  /** Of what has fewer than 64 bits, the upper ones are anything. */
  #setResult({ kind }: RoutineResult, result: unknown): void {
    const registers = this.#registers;
    const { pointers } = this.#kernel.memory;
    switch (kind) {
      case 'pointer':
        registers.setHalves(RAX, pointers.low(result as Va), pointers.high(result as Va));
        return;
      case 'status':
        registers.setHalves(RAX, Number(result) | 0, SPOILED);
        return;
      case 'irql':
        registers.setHalves(RAX, (SPOILED & ~0xff) | (Number(result) & 0xff), SPOILED);
        return;
      default:
        registers.setHalves(RAX, SPOILED, SPOILED);
    }
  }
}

function reachedBy(imported: Import): KernelExport | null {
  return KERNEL_EXPORTS.get(importName(imported)) ?? null;
}
