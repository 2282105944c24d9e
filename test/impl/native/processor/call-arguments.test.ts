import { expect, it } from 'vitest';
import { boolean, bytes, flags, pointer, text, value } from '../../../../src/impl/ddi/signature.ts';
import { Kernel } from '../../../../src/impl/kernel/kernel.ts';
import { POOL_BASE, type Va, vaAdd } from '../../../../src/impl/memory/va.ts';
import { RegisterFile } from '../../../../src/impl/native/engine/register-file.ts';
import { callArguments } from '../../../../src/impl/native/processor/call-arguments.ts';

const { memory, pool } = new Kernel();
const registers = new RegisterFile(new ArrayBuffer(512), 0);
const stack = pool.allocate(256, 0, true);

/** Sets what a call has: in rcx, rdx, r8 and r9, and on the stack behind the room for these. */
function called(...values: readonly bigint[]): void {
  for (const [index, value] of values.entries()) {
    const register = [1, 2, 8, 9][index];
    if (register !== undefined) registers.set(register, value);
    else {
      const slot = vaAdd(stack, 8 * (index + 1));
      memory.writeI32(slot, Number(BigInt.asIntN(32, value)));
      memory.writeI32(vaAdd(slot, 4), Number(BigInt.asIntN(32, value >> 32n)));
    }
  }
}

it('takes the bits that belong to each type, from registers and from the stack', () => {
  const parameters = [
    pointer('p', 'bytes'),
    value('k', 'KIRQL'),
    bytes('u', 'ULONG'),
    bytes('s', 'SIZE_T'),
    boolean('b'),
    boolean('wide', 'ULONG'),
    flags('f', 'POOL_FLAGS'),
  ];
  called(0xffff_e000_8000_1000n, 0xabcd_ef12n, 0xffff_ffff_8000_0001n, 0x1_0000_0002n, 0x100n, 0x100n, 64n);
  expect(callArguments(parameters, registers, memory, stack)).toEqual([
    vaAdd(POOL_BASE, 0x1000),
    0x12,
    0x8000_0001,
    0x1_0000_0002,
    false,
    true,
    64,
  ]);
});

it('reads a format up to its end, or a limit', () => {
  const at = pool.allocate(1024, 0, true);
  memory.fill(at, 0x61, 1024);
  called(0xffff_e000_0000_0000n | BigInt(at >>> 0));
  const [long] = callArguments([text('format')], registers, memory, stack);
  expect(long).toBe('a'.repeat(512));
  memory.writeU8(vaAdd(at, 2) as Va, 0);
  expect(callArguments([text('format')], registers, memory, stack)).toEqual(['aa']);
});
