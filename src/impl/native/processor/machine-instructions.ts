import { keLowerIrql, keRaiseIrql } from '../../kernel/irql.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Ending } from '../engine/exit.ts';
import { RAX, RBX, RCX, RDX, type RegisterFile } from '../engine/register-file.ts';

/** "GenuineIntel", in the order of ebx, edx and ecx. */
const VENDOR = [0x756e6547, 0x49656e69, 0x6c65746e] as const;
/** Of leaf 1 in edx: a processor with what all of them for x64 have, up to SSE2. */
const FEATURES = 0x0789_a1b3;
/** Neither AVX nor SSE4.2: code that asks for them does without. */
const MORE_FEATURES = 0;
/** XCR0: x87 and SSE. */
const EXTENDED_STATE = 3;

type MachineEnding = Extract<Ending, { readonly kind: 'machine' }>;

/** Does what an instruction does whose answer is the machine's. */
export function answerMachine(
  kernel: Kernel,
  registers: RegisterFile,
  { instruction, register }: MachineEnding,
): void {
  switch (instruction) {
    case 'cpuid':
      cpuid(registers);
      return;
    case 'rdtsc':
      // Time is simulated: it stands still while a driver runs.
      registers.setHalves(RAX, 0, 0);
      registers.setHalves(RDX, 1, 0);
      return;
    case 'xgetbv':
      registers.setHalves(RAX, EXTENDED_STATE, 0);
      registers.setHalves(RDX, 0, 0);
      return;
    case 'readCr8':
      registers.setHalves(register, kernel.context.irql, 0);
      return;
    case 'writeCr8':
      setIrql(kernel, registers.low(register));
  }
}

function setIrql(kernel: Kernel, irql: number): void {
  if (irql < kernel.context.irql) keLowerIrql(kernel, irql);
  else keRaiseIrql(kernel, irql);
}

function cpuid(registers: RegisterFile): void {
  const leaf = registers.low(RAX);
  const [b, d, c] = VENDOR;
  const set = (eax: number, ebx: number, ecx: number, edx: number): void => {
    for (const [register, value] of [
      [RAX, eax],
      [RBX, ebx],
      [RCX, ecx],
      [RDX, edx],
    ] as const)
      registers.setHalves(register, value, 0);
  };
  if (leaf === 0) set(1, b, c, d);
  else if (leaf === 1) set(0, 0, MORE_FEATURES, FEATURES);
  else set(0, 0, 0, 0);
}
