import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Va } from '../../../../src/impl/memory/va.ts';
import { CODE, DATA, DATA_PAGES, Lab, READ_ONLY, STACK_TOP } from './lab.setup.ts';

const RAX = 0;
const RCX = 1;
const RSP = 4;
const END_OF_DATA = DATA + DATA_PAGES * 4096;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.make();
});
beforeEach(() => {
  lab.registers.set(RSP, BigInt(STACK_TOP));
});

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (two) => Number.parseInt(two, 16));

describe('code', () => {
  it('is executed until it leaves for where there is none', () => {
    // mov eax, 5; add rax, rcx; ret
    lab.load(bytes('b805000000 4801c8 c3'));
    lab.registers.set(RCX, 7n);
    lab.memory.writePointer(STACK_TOP as Va, 0x1234 as Va);
    expect(lab.run()).toEqual({ kind: 'left' });
    expect(lab.registers.get(RAX)).toBe(12n);
    expect(lab.registers.rip).toBe(0x1234n);
    expect(lab.registers.get(RSP)).toBe(BigInt(STACK_TOP + 8));
  });

  it('calls, and goes on where it was called', () => {
    // call +1; ret (to nowhere); mov eax, 3; ret
    lab.load(bytes('e801000000 c3 b803000000 c3'));
    lab.memory.writePointer(STACK_TOP as Va, 0x99 as Va);
    expect(lab.run()).toEqual({ kind: 'left' });
    expect([lab.registers.get(RAX), lab.registers.rip]).toEqual([3n, 0x99n]);
  });

  it('jumps into the middle of itself', () => {
    // lea rcx, [rip + 3]; jmp rcx; int3; mov eax, 9; ret
    lab.load(bytes('488d0d03000000 ffe1 cc b809000000 c3'));
    lab.memory.writePointer(STACK_TOP as Va, 0x99 as Va);
    expect(lab.run()).toEqual({ kind: 'left' });
    expect(lab.registers.get(RAX)).toBe(9n);
  });

  it('ends with its fuel, from where it goes on with more', () => {
    // mov ecx, 100; dec ecx; jne -4; ret
    lab.load(bytes('b964000000 ffc9 75fc c3'));
    lab.memory.writePointer(STACK_TOP as Va, 0x99 as Va);
    expect(lab.run(20)).toEqual({ kind: 'out-of-fuel' });
    expect(lab.registers.get(RCX)).toBeGreaterThan(70n);
    lab.registers.fuel = 200;
    expect(lab.engine.run()).toEqual({ kind: 'left' });
    expect(lab.registers.get(RCX)).toBe(0n);
  });

  it('counts how often each block is entered', () => {
    lab.load(bytes('b905000000 ffc9 75fc c3'));
    lab.memory.writePointer(STACK_TOP as Va, 0x99 as Va);
    lab.run();
    const at = lab.engine.blocks.map((address) => Number(address) - CODE);
    expect(at).toEqual([0, 5, 9]);
    const before = at.map((_, block) => lab.engine.count(block));
    lab.run();
    expect(at.map((_, block) => lab.engine.count(block) - (before[block] ?? 0))).toEqual([1, 5, 1]);
  });

  it('keeps a carry for the jump behind a bit test', () => {
    // bt ecx, 3; jc +6; mov eax, 1; ret; mov eax, 2; ret
    lab.load(bytes('0fbae103 7206 b801000000 c3 b802000000 c3'));
    lab.memory.writePointer(STACK_TOP as Va, 0x99 as Va);
    for (const [value, expected] of [
      [8n, 2n],
      [7n, 1n],
    ] as const) {
      lab.registers.set(RSP, BigInt(STACK_TOP));
      lab.registers.set(RCX, value);
      lab.run();
      expect(lab.registers.get(RAX)).toBe(expected);
    }
  });
});

describe('an access that is not allowed', () => {
  it.each<[what: string, code: string, address: number, expected: object]>([
    ['a read of what is not there', '488b01', 8, { address: 8n, sizeBytes: 8, access: 'read' }],
    ['a write of what is not there', '8801', 8, { address: 8n, sizeBytes: 1, access: 'write' }],
    ['a write of what is to be read', '668901', READ_ONLY, { address: BigInt(READ_ONLY), access: 'write' }],
    ['what changes what is to be read', 'ff01', READ_ONLY, { address: BigInt(READ_ONLY), access: 'write' }],
    [
      'one that ends behind a page',
      '488b01',
      END_OF_DATA - 3,
      { address: BigInt(END_OF_DATA), sizeBytes: 5 },
    ],
    [
      'a write that ends behind one',
      '488901',
      END_OF_DATA - 3,
      { address: BigInt(END_OF_DATA), access: 'write' },
    ],
    ['a vector at an odd address', '0f2801', DATA + 8, { address: 2n ** 64n - 1n }],
  ])('%s is a fault of its own instruction', (_what, code, address, expected) => {
    // A nop ahead.
    lab.load(bytes(`90 ${code} c3`));
    lab.registers.set(RCX, BigInt(address));
    lab.registers.set(RAX, 0x5555n);
    expect(lab.run()).toMatchObject({ kind: 'fault', ...expected });
    expect(lab.registers.rip).toBe(BigInt(CODE + 1));
    expect(lab.registers.get(RAX)).toBe(0x5555n);
  });

  it('of a foreign address, too', () => {
    lab.load(bytes('488b01'));
    for (const address of [0xffff_f780_0000_0000n, 0x1234_5678_1000_0000n, 0xf000_0000n]) {
      lab.registers.set(RCX, address);
      expect(lab.run()).toMatchObject({ kind: 'fault', address });
    }
  });

  it('stores nothing of what it stores in two pages', () => {
    lab.load(bytes('488901 c3'));
    const last = (END_OF_DATA - 4) as Va;
    lab.memory.writeI32(last, 0x1234);
    lab.registers.set(RCX, BigInt(END_OF_DATA - 3));
    lab.run();
    expect(lab.memory.readI32(last)).toBe(0x1234);
  });

  it('leaves a string where it got to', () => {
    // rep stosb
    lab.load(bytes('f3aa c3'));
    lab.registers.set(RCX, 10n);
    lab.registers.set(7, BigInt(END_OF_DATA - 4));
    expect(lab.run()).toMatchObject({ kind: 'fault', address: BigInt(END_OF_DATA) });
    expect([lab.registers.get(RCX), lab.registers.get(7)]).toEqual([6n, BigInt(END_OF_DATA)]);
  });
});

describe('what is watched', () => {
  it('is told of accesses, and of both halves of one in two pages', () => {
    const told: [position: number, lengthBytes: number, write: boolean][] = [];
    lab.memory.watcher = { accessed: (...access) => told.push(access) };
    lab.memory.watch((DATA + 4096) as Va, 1);
    // mov eax, [rcx]; mov [rcx], rax; inc dword [rcx]
    lab.load(bytes('8b01 488901 ff01 c3'));
    lab.registers.set(RCX, BigInt(DATA + 4094));
    lab.memory.writePointer(STACK_TOP as Va, 0x99 as Va);
    lab.run();
    lab.memory.unwatch();
    expect(told).toEqual([
      [4096, 2, false],
      [4096, 6, true],
      [4096, 2, false],
      [4096, 2, true],
    ]);
  });
});

describe('what the machine has to do', () => {
  it.each([
    ['cpuid', '0fa2', 'cpuid', 0, 2],
    ['rdtsc', '0f31', 'rdtsc', 0, 2],
    ['xgetbv', '0f01d0', 'xgetbv', 0, 3],
    ['mov rdx, cr8', '440f20c2', 'readCr8', 2, 4],
    ['mov cr8, r9', '45 0f22c1', 'writeCr8', 9, 4],
  ])('%s', (_what, code, instruction, register, lengthBytes) => {
    lab.load(bytes(code));
    expect(lab.run()).toEqual({ kind: 'machine', instruction, register });
    expect(lab.registers.rip).toBe(BigInt(CODE + lengthBytes));
  });

  it.each([
    ['int3', 'cc', 3, 1],
    ['int 29h', 'cd29', 0x29, 2],
    ['ud2', '0f0b', 6, 0],
  ])('%s', (_what, code, vector, lengthBytes) => {
    lab.load(bytes(code));
    expect(lab.run()).toEqual({ kind: 'interrupt', vector });
    expect(lab.registers.rip).toBe(BigInt(CODE + lengthBytes));
  });

  it.each([
    ['mov rax, cr3', '0f20d8'],
    ['in al, dx', 'ec'],
    ['an address of 32 bits', '678b01'],
    ['another segment', '64488b00'],
    ['what is no instruction', '06'],
    ['a field of the processor’s own block that nobody knows', '65488b042528000000'],
  ])('%s is not executed', (_what, code) => {
    lab.load(bytes(code));
    expect(lab.run()).toEqual({ kind: 'unsupported-instruction', bytes: bytes(code) });
    // Behind another one, too.
    lab.load(bytes(`90 ${code}`));
    expect(lab.run()).toEqual({ kind: 'unsupported-instruction', bytes: bytes(code) });
    expect(lab.registers.rip).toBe(BigInt(CODE + 1));
  });
});
