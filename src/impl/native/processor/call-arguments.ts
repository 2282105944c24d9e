import type { Parameter, Scalar } from '../../ddi/signature.ts';
import type { Memory } from '../../memory/memory.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import type { RegisterFile } from '../engine/register-file.ts';

/** rcx, rdx, r8, r9: the first four arguments ("x64 calling convention", Microsoft Learn). */
const IN_REGISTERS = [1, 2, 8, 9] as const;
const SLOT_BYTES = 8;
/** At a function's entry the return address lies at rsp, and behind it four slots for what is in registers. */
const FIRST_ON_STACK = 5;

const TWO_TO_32 = 2 ** 32;

/** How many bits of a register or slot belong to a type: the rest may be anything. */
const BITS: Readonly<Record<Scalar, 8 | 32 | 64>> = {
  BOOLEAN: 8,
  CCHAR: 8,
  KIRQL: 8,
  KPROCESSOR_MODE: 8,
  DEVICE_TYPE: 32,
  LOCK_OPERATION: 32,
  MEMORY_CACHING_TYPE: 32,
  POOL_TYPE: 32,
  ULONG: 32,
  POOL_FLAGS: 64,
  SIZE_T: 64,
  ULONG_PTR: 64,
};

/**
 * The arguments of a call that has just entered a routine of the kernel, each as its parameter is declared.
 *
 * @param stack where rsp points: at the return address
 * @throws what a fault of the stack raises
 */
export function callArguments(
  parameters: readonly Parameter[],
  registers: RegisterFile,
  memory: Memory,
  stack: Va,
): readonly unknown[] {
  return parameters.map((parameter, index) => {
    const register = IN_REGISTERS[index];
    const slot = vaAdd(stack, SLOT_BYTES * (index + FIRST_ON_STACK - IN_REGISTERS.length));
    const low = register === undefined ? memory.readI32(slot) : registers.low(register);
    const high = register === undefined ? memory.readI32(vaAdd(slot, 4)) : registers.high(register);
    return argument(parameter, low, high, memory);
  });
}

function argument(parameter: Parameter, low: number, high: number, memory: Memory): unknown {
  switch (parameter.kind) {
    case 'pointer':
      return memory.pointers.pointer(low, high);
    case 'boolean':
      return number(parameter.type, low, high) !== 0;
    case 'text':
      return text(memory, memory.pointers.pointer(low, high));
    default:
      return number(parameter.type, low, high);
  }
}

function number(type: Scalar, low: number, high: number): number {
  switch (BITS[type]) {
    case 8:
      return low & 0xff;
    case 32:
      return low >>> 0;
    case 64:
      return (high >>> 0) * TWO_TO_32 + (low >>> 0);
  }
}

const MAX_TEXT = 512;

/** A format as it is written: what belongs into it is left out. */
function text(memory: Memory, va: Va): string {
  let read = '';
  while (read.length < MAX_TEXT) {
    const character = memory.readU8(vaAdd(va, read.length));
    if (character === 0) break;
    read += String.fromCharCode(character);
  }
  return read;
}
