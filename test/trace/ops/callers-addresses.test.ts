import { describe, expect, it } from 'vitest';
import { control, open, read, write } from '../../../src/subjects/defects/ops.ts';
import {
  givesAddress,
  kernelAddressIn,
  kernelPageText,
  needsPointedMemory,
  withKernelPage,
} from '../../../src/trace/ops/callers-addresses.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import type { PlacedBytes } from '../../../src/trace/ops/fields/placed-bytes.ts';
import { canonicalOp, type DataSpec, type Op } from '../../../src/trace/ops/index.ts';

const holding = (...places: PlacedBytes[]): DataSpec => ({ pattern: 'counter', seed: 3, places });
const PAGE = { ...PLAIN_BUFFER, memory: 'kernel-page' } as const;

describe('what an operation needs', () => {
  it.each<[op: Op, isNeeded: boolean]>([
    [open(), false],
    [read(), false],
    [write({ data: holding({ at: 0, bytes: '01' }) }), false],
    [write({ data: holding({ at: 0, pointer: 'unmapped' }) }), true],
    [read({ buffer: PAGE }), true],
    [control({ input: PAGE }), true],
    [control({ output: PAGE }), true],
    [control({ output: { memory: 'kernel' } }), false],
  ])('%j: %s', (op, isNeeded) => {
    expect(needsPointedMemory(op)).toBe(isNeeded);
  });
});

describe('where the address of a kernel page is', () => {
  it.each<[op: Op, text: string | null]>([
    [open(), null],
    [write({ data: holding({ at: 0, pointer: 'caller' }) }), null],
    [write({ data: holding({ at: 9, pointer: 'kernel' }) }), 'at byte 9 of the buffer'],
    [control({ data: holding({ at: 8, pointer: 'kernel' }) }), 'at byte 8 of the input buffer'],
    [read({ buffer: PAGE }), 'that of the buffer'],
    [control({ input: PAGE }), 'that of the input buffer'],
    [control({ output: PAGE, data: holding({ at: 8, pointer: 'kernel' }) }), 'that of the output buffer'],
  ])('%j: %s', (op, text) => {
    expect(kernelPageText(op)).toBe(text);
  });
});

describe('an address of the kernel’s', () => {
  it.each<[op: Op, address: string | null]>([
    [open(), null],
    [read(), null],
    [write({ data: holding({ at: 0, pointer: 'unmapped' }) }), null],
    [write({ data: holding({ at: 0, pointer: 'unmapped-kernel' }) }), 'pointer'],
    [control({ data: holding({ at: 0, pointer: 'kernel' }) }), 'pointer'],
    [read({ buffer: PAGE }), 'buffer'],
    [control({ input: { memory: 'kernel' }, output: PAGE }), 'input'],
    [control({ output: PAGE }), 'output'],
  ])('in %j: %s', (op, address) => {
    expect(kernelAddressIn(op)).toBe(address);
  });
});

describe('the addresses that an operation gives', () => {
  it.each<[op: Op, addresses: string[]]>([
    [open(), []],
    [canonicalOp('flush'), []],
    [read(), ['buffer']],
    [control(), ['input', 'output']],
    [write({ data: holding({ at: 0, pointer: 'caller' }) }), ['buffer', 'caller']],
    [control({ data: holding({ at: 0, pointer: 'read-only' }) }), ['input', 'output', 'read-only']],
  ])('%j', (op, addresses) => {
    const all = ['buffer', 'input', 'output', 'caller', 'read-only'] as const;
    expect(all.filter((address) => givesAddress(op, address))).toEqual(addresses);
  });
});

describe('a kernel page in the place of an address', () => {
  it('is one variant of a buffer, at the start of the page', () => {
    const before = write({ length: 3, buffer: { pageOffset: 9, memory: 'read-only', shared: true } });
    expect(withKernelPage(before, 'buffer')).toEqual([{ ...before, buffer: PAGE }]);
  });

  it('takes buffers that overlap apart', () => {
    const before = control({ input: { length: 4, pageOffset: 7 }, output: { length: 2, at: 1 } });
    const { input, output } = before;
    expect(withKernelPage(before, 'input')).toEqual([
      { ...before, input: { ...input, ...PAGE }, output: { ...output, at: null } },
    ]);
    expect(withKernelPage(before, 'output')).toEqual([
      { ...before, output: { ...output, ...PAGE, at: null } },
    ]);
  });

  it('is one variant of each pointer that leads there', () => {
    const number = { at: 0, bytes: '01' };
    const [own, other] = [8, 16].map((at) => ({ at, pointer: 'caller' }) as const);
    const readOnly = { at: 24, pointer: 'read-only' } as const;
    if (own === undefined || other === undefined) throw new Error('two were made');
    const before = write({ data: holding(number, own, other, readOnly) });
    const page = (at: number): PlacedBytes => ({ at, pointer: 'kernel' });
    expect(withKernelPage(before, 'caller')).toEqual([
      { ...before, data: holding(number, page(8), other, readOnly) },
      { ...before, data: holding(number, own, page(16), readOnly) },
    ]);
    expect(withKernelPage(before, 'read-only')).toEqual([
      { ...before, data: holding(number, own, other, page(24)) },
    ]);
  });

  it.each<[op: Op, address: 'buffer' | 'input' | 'output' | 'caller']>([
    [open(), 'buffer'],
    [read(), 'input'],
    [write(), 'output'],
    [read(), 'caller'],
    [write(), 'caller'],
  ])('is none of %j where it gives no such address: %s', (op, address) => {
    expect(withKernelPage(op, address)).toEqual([]);
  });
});
