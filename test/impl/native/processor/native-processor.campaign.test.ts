import { describe, expect, it } from 'vitest';
import { SimulatedMachine } from '../../../../src/impl/machine.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../../src/trace/trace.ts';
import { bareDriver, DATA, slotOf, TEXT } from './bare-image.setup.ts';

/** What DriverEntry comes to whose code is this: its status, or how the machine stopped. */
async function booted(hex: string, imports: readonly string[] = []) {
  const code = (hex.replaceAll(' ', '').match(/../g) ?? []).map((two) => Number.parseInt(two, 16));
  const driver = await bareDriver(code, imports);
  const machine = new SimulatedMachine(undefined, undefined, driver.compiled);
  const status = machine.boot(driver, 'buffered', PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  const { bugCheck, refused } = machine.kernel.recorder;
  return {
    status: (status >>> 0).toString(16),
    ...(bugCheck !== null && { code: bugCheck.code, first: bugCheck.parameters[0], reason: bugCheck.reason }),
    ...(refused !== null && { refused: refused.feature }),
  };
}

/** The distance from the end of an instruction at a place in the code, little endian. */
function distance(from: number, lengthBytes: number, target: number): string {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setInt32(0, target - (TEXT + from + lengthBytes), true);
  return Buffer.from(bytes.buffer).toString('hex');
}

const UNLOADED = { status: 'c0000001' };
/** mov eax, STATUS_UNSUCCESSFUL; ret */
const RETURN = 'b8 010000c0 c3';

describe('DriverEntry', () => {
  it('gives its status', async () => {
    expect(await booted(RETURN)).toEqual(UNLOADED);
  });

  it('is given its driver object, and a path', async () => {
    // cmp dword [rcx], 01500004h; jne $+9; movzx eax, word [rdx]; add eax, C0000000h; ret
    const found = await booted('81 39 04005001 75 09 0fb702 05 000000c0 c3 cc');
    expect(found).toEqual({ status: 'c0000074' });
  });

  it('calls itself as deep as its stack is, and no deeper', async () => {
    // call $
    expect(await booted('e8 fbffffff')).toMatchObject({
      code: 0x50,
      reason: 'write to a system address that is not mapped',
    });
  });
});

describe('what stops the machine', () => {
  const raised = (status: string) => ({ code: 0x7e, first: status });

  it.each<[what: string, code: string, expected: object]>([
    ['a breakpoint', 'cc', raised('0x80000003')],
    ['no instruction', '0f0b', raised('0xc000001d')],
    ['a quotient that is none', '31c9 f7f1', raised('0xc0000094')],
    ['NULL is read', '31c0 8b00', raised('0xc0000005')],
    ['what is no address is read', '48b8 0000000000000080 8b00', raised('0xc0000005')],
    ['a vector that is not aligned', '0f284424f9', raised('0xc0000005')],
    ['fast fail', 'b9 06000000 cd29', { code: 0x139, first: '0x6' }],
    ['its code is written to', `c605 ${distance(0, 7, TEXT)} 90`, { code: 0xbe }],
    ['it jumps to nowhere', '31c0 ffe0', raised('0xc0000005')],
    ['it jumps into its data', `e9 ${distance(0, 5, DATA)}`, { code: 0xfc }],
    ['its data is no code: it is read', `8a05 ${distance(0, 6, DATA)} ${RETURN}`, UNLOADED],
  ])('%s', async (_what, code, expected) => {
    expect(await booted(code)).toMatchObject(expected);
  });
});

describe('what is not executed', () => {
  it.each([
    ['an instruction', 'ec', 'the instruction ec at image+0x1000'],
    ['an interrupt', 'cd2c', 'int 2ch at image+0x1002'],
    ['a loop without an end', 'ebfe', 'code that goes on for more than 134,217,728 calls and turns of loops'],
  ])('%s', async (_what, code, refused) => {
    expect(await booted(code)).toEqual({ status: '0', refused: expect.stringContaining(refused) });
  });

  it('an export', async () => {
    const code = `ff15 ${distance(0, 6, slotOf(1))}`;
    expect(await booted(code, ['DbgPrint', 'KeSetEvent'])).toEqual({
      status: '0',
      refused: 'ntoskrnl.exe!KeSetEvent, called ahead of image+0x1006',
    });
  });

  it('a variable of the kernel, before it is loaded', async () => {
    await expect(booted(RETURN, ['IoFileObjectType'])).rejects.toThrow(
      /^it reads ntoskrnl\.exe!IoFileObjectType, a variable that is not simulated yet/,
    );
  });
});

describe('the machine answers', () => {
  it.each<[what: string, code: string, status: string]>([
    // 31c0: xor eax, eax.
    ['cpuid: the vendor', '31c0 0fa2 89d8 c3', '756e6547'],
    ['cpuid: no AVX', 'b8 01000000 0fa2 8d81 000000c0 c3', 'c0000000'],
    ['cpuid: nothing of other leaves', 'b8 07000000 0fa2 8d83 010000c0 c3', 'c0000001'],
    ['rdtsc: it has begun', '0f31 8d82 000000c0 c3', 'c0000001'],
    ['xgetbv: x87 and SSE', '31c9 0f01d0 05 000000c0 c3', 'c0000003'],
    ['the IRQL', '440f20c0 05 010000c0 c3', 'c0000001'],
    // mov eax, 2; mov cr8, rax; mov rcx, cr8; xor eax, eax; mov cr8, rax; lea eax, [rcx + C0000000h]
    ['the IRQL that was set', 'b8 02000000 440f22c0 440f20c1 31c0 440f22c0 8d81 000000c0 c3', 'c0000002'],
    ['its own block', '65488b042518000000 480fb700 05 000000c0 c3', 'c0000000'],
  ])('%s', async (_what, code, status) => {
    expect((await booted(code)).status).toBe(status);
  });
});

describe('calls into the kernel', () => {
  it('destroy what they may', async () => {
    // sub rsp, 28h; mov r11d, 1; call [KeGetCurrentIrql]; lea eax, [r11 + …]; add rsp, 28h; ret
    const call = `ff15 ${distance(10, 6, slotOf(0))}`;
    expect(await booted(`4883ec28 41bb 01000000 ${call} 4489d8 4883c428 c3`, ['KeGetCurrentIrql'])).toEqual({
      status: 'd00dd00d',
    });
  });

  it('return to their caller’s caller where they are jumped to', async () => {
    const jump = `ff25 ${distance(0, 6, slotOf(0))}`;
    const { status } = await booted(jump, ['KeGetCurrentIrql']);
    // A BOOLEAN or KIRQL has eight bits: the others are anything.
    expect(status).toBe('d00dd000');
  });

  it('take arguments of fewer bits than a register has', async () => {
    // mov rcx, FFFFFFFFFFFFFF02h; call [KfRaiseIrql]; mov rax, cr8; …
    const call = `ff15 ${distance(11, 6, slotOf(0))}`;
    const lower = `ff15 ${distance(26, 6, slotOf(1))}`;
    const code = `4883ec28 48c7c1 02ffffff ${call} 440f20c3 b9 00ffffff ${lower} 8d83 000000c0 4883c428 c3`;
    expect(await booted(code, ['KfRaiseIrql', 'KeLowerIrql'])).toEqual({ status: 'c0000002' });
  });
});
