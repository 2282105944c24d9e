/** Why translated code came back to its dispatcher. */
export const EXIT = {
  /** It goes on at `rip`: a call, a return, a jump that is not known, or code that is not translated yet. */
  goesOn: 0,
  /** An access that is not allowed: its address, and in the detail its size in bytes and its kind. Nothing has happened. */
  fault: 1,
  /** The fuel is used up; it would go on at `rip`. */
  fuel: 2,
  /** An instruction that no translation knows. */
  unsupported: 3,
  /** `div` or `idiv` of what has no result. */
  divide: 4,
  /** `int`, with the vector in the detail; `int3` is vector 3. */
  interrupt: 5,
  /** An instruction whose answer is the machine's (`MachineInstruction`, in the detail). */
  machine: 6,
} as const;

/** How an access is counted that code makes. */
export const ACCESS = { read: 0, write: 1, modify: 2 } as const;

/** Instructions that only the simulated machine can answer. */
export const MACHINE = {
  cpuid: 1,
  rdtsc: 2,
  xgetbv: 3,
  /** And the number of the register, above the lowest byte. */
  readCr8: 4,
  writeCr8: 5,
} as const;

/** Why a run of code ended. Registers are as they were before the instruction that ended it, unless it says otherwise. */
export type Ending =
  /** `rip` lies outside of the image's code: a routine of the kernel, or no code at all. */
  | { readonly kind: 'left' }
  | {
      readonly kind: 'fault';
      readonly address: bigint;
      readonly sizeBytes: number;
      readonly access: 'read' | 'write';
    }
  | { readonly kind: 'out-of-fuel' }
  /** An instruction that is not executed here; its bytes. */
  | { readonly kind: 'unsupported-instruction'; readonly bytes: Uint8Array }
  | { readonly kind: 'divide-error' }
  /** `rip` is that of the next instruction, as the processor has it. */
  | { readonly kind: 'interrupt'; readonly vector: number }
  /** The machine has to do what the instruction does; `rip` is that of the next one. */
  | { readonly kind: 'machine'; readonly instruction: keyof typeof MACHINE; readonly register: number };
