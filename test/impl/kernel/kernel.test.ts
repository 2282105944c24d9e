import { beforeEach, describe, expect, it } from 'vitest';
import { Context } from '../../../src/impl/kernel/context.ts';
import { keRaiseIrql } from '../../../src/impl/kernel/irql.ts';
import { Kernel, sizesFor } from '../../../src/impl/kernel/kernel.ts';
import { memoryBytes } from '../../../src/impl/memory/memory.ts';
import { SYSTEM_PTE_BASE, type Va } from '../../../src/impl/memory/va.ts';
import { DISPATCH_LEVEL } from '../../../src/nt/irql.ts';
import { failing } from '../../../src/trace/during.ts';
import { DEFAULT_DIALECT } from '../../../src/trace/trace.ts';
import { bugCheckOf, newKernel, thrownBy, violationOf } from '../memory/kernel.ts';

const { kernel, restart } = newKernel();

beforeEach(restart);

it('what is not executed ends the run with all memory there, whatever the IRQL', () => {
  const block = kernel.pool.allocate(64, 0, false, true);
  kernel.mm.pageable.allocated(block, 1);
  keRaiseIrql(kernel, DISPATCH_LEVEL);
  expect(kernel.memory.isMapped(block)).toBe(false);
  expect(() => kernel.refuse('something')).toThrow('something is not executed');
  expect(kernel.memory.isMapped(block)).toBe(true);
  expect(kernel.recorder.refused?.feature).toBe('something');
});

describe('a bug check', () => {
  it('is recorded with its operation, four parameters and its reason', () => {
    kernel.recorder.op = 3;
    expect(bugCheckOf(kernel, () => kernel.bugCheck(0x44, [SYSTEM_PTE_BASE, 7], 'because'))).toEqual({
      op: 3,
      request: null,
      moment: kernel.recorder.moment,
      code: 0x44,
      parameters: ['0xfffff880a0000000', '0x7', '0x0', '0x0'],
      reason: 'because',
    });
    expect(kernel.stopped).toBe(true);
  });

  it('is the first of several', () => {
    bugCheckOf(kernel, () => kernel.bugCheck(1, [], 'first'));
    expect(bugCheckOf(kernel, () => kernel.bugCheck(2, [], 'second')).reason).toBe('first');
  });

  it('shows an NTSTATUS without its sign as it is', () => {
    const { parameters } = bugCheckOf(kernel, () => kernel.bugCheck(0x3b, [0xc0000005], 'x'));
    expect(parameters[0]).toBe('0xc0000005');
  });

  it('says its name', () => {
    expect(String(thrownBy(() => kernel.bugCheck(0x50, [], '')))).toBe(
      'MachineStopped: PAGE_FAULT_IN_NONPAGED_AREA (0x50)',
    );
  });
});

describe('R22a what is not mapped', () => {
  const read = (low: number, high: number): number =>
    kernel.memory.readU8(kernel.memory.pointers.pointer(low, high));

  it.each([
    ['of user space', 0x7ffb4000, 0],
    ['that is non-canonical', 0, 0x8000],
    ['that is non-canonical, right below the system’s', 0, 0xffff7fff],
  ])('raises an exception at an address %s', (_what, low, high) => {
    violationOf(() => read(low, high));
    expect(kernel.stopped).toBe(false);
  });

  it.each([
    ['of the system', 0xe0000000, 0xffffd000],
    ['of the system that lies in no window', 0, 0xffff8000],
  ])('stops the machine at an address %s', (_what, low, high) => {
    expect(bugCheckOf(kernel, () => read(low, high)).code).toBe(0x50);
  });
});

describe('requireRunning', () => {
  it('passes while the machine runs', () => {
    expect(() => kernel.requireRunning()).not.toThrow();
  });

  it('throws what stopped the machine', () => {
    bugCheckOf(kernel, () => kernel.bugCheck(0x50, [], ''));
    expect(() => kernel.requireRunning()).toThrow('(0x50)');
  });
});

it('a restart leaves nothing', () => {
  kernel.pool.allocate(10, 0, false);
  kernel.systemPtes.reserve(1);
  kernel.mm.lockFrame(3, true);
  kernel.faults.arm(failing('irp-allocation'));
  kernel.context.irql = 2;
  kernel.context.heldSpinLocks.push(SYSTEM_PTE_BASE);
  kernel.recorder.violation('pool-overrun', 'x');
  bugCheckOf(kernel, () => kernel.bugCheck(1, [], ''));
  kernel.reset({ ...DEFAULT_DIALECT, strictOffsets: false }, 'full');
  expect([kernel.pool.liveBlocks, kernel.systemPtes.liveSpans, kernel.mm.lockedPages]).toEqual([0, 0, 0]);
  expect([kernel.context, kernel.stopped, kernel.memory.bytesCopied]).toEqual([
    new Context('thread'),
    false,
    0,
  ]);
  expect(kernel.faults.strikes('irp-allocation')).toBe(false);
  expect([kernel.recorder.violations, kernel.recorder.recording]).toEqual([[], 'full']);
  expect(kernel.dialect.strictOffsets).toBe(false);
});

it('takes a buffer that is given, and leaves alone what it has beyond the memory', () => {
  const sizes = { poolPages: 4, userPages: 64, systemPtePages: 8 };
  const buffer = new ArrayBuffer(memoryBytes(72) + 64);
  const registers = new Uint8Array(buffer, memoryBytes(72)).fill(7);
  const given = new Kernel(sizes, () => buffer);
  expect(given.memory.buffer).toBe(buffer);
  expect([given.firstUserFrame, given.firstPointedFrame, given.memory.frameCount]).toEqual([4, 69, 72]);
  const top = 0xfffff000 | 0;
  given.memory.mapPage(top as Va, 71, true);
  given.memory.fill(top as Va, 1, 4096);
  expect(registers.every((byte) => byte === 7)).toBe(true);
});

it.each([0, 1, 4096, 14 * 4096, 14 * 4096 + 1, 100_000, 1 << 20, 1 << 24])(
  'sizes for %d bytes hold them',
  (bytes) => {
    const { userPages, poolPages, systemPtePages } = sizesFor(bytes);
    const pages = Math.ceil(bytes / 4096) + 1;
    expect(Math.log2(userPages) % 1).toBe(0);
    expect(Math.min(userPages, poolPages / 2, systemPtePages)).toBeGreaterThan(pages);
  },
);
