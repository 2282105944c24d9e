import { beforeAll, expect, it } from 'vitest';
import { CODE, type DATA, Lab, STACK_TOP } from './lab.setup.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.make();
});

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));

it('executes until it leaves its code', () => {
  // mov eax, 5; add rax, rcx; ret
  lab.load(bytes('b8050000004801c8c3'));
  lab.registers.set(1, 7n);
  lab.registers.set(4, BigInt(STACK_TOP));
  lab.memory.writeI32(STACK_TOP as typeof DATA, 0x1234);
  lab.memory.writeI32((STACK_TOP + 4) as typeof DATA, 0);
  expect(lab.run()).toEqual({ kind: 'left' });
  expect(lab.registers.get(0)).toBe(12n);
  expect(lab.registers.rip).toBe(0x1234n);
  expect(lab.registers.get(4)).toBe(BigInt(STACK_TOP + 8));
});

it('tells where it faulted', () => {
  // mov rax, [rcx]
  lab.load(bytes('90488b01c3'));
  lab.registers.set(1, 8n);
  expect(lab.run()).toEqual({ kind: 'fault', address: 8n, sizeBytes: 8, access: 'read' });
  expect(lab.registers.rip).toBe(BigInt(CODE + 1));
});

it('ends with its fuel', () => {
  // jmp $
  lab.load(bytes('ebfe'));
  expect(lab.run(100)).toEqual({ kind: 'out-of-fuel' });
});
