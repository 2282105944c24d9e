import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../../src/impl/kernel/kernel.ts';
import { vaAdd } from '../../../../src/impl/memory/va.ts';
import { RegisterFile } from '../../../../src/impl/native/engine/register-file.ts';
import type { DriverImage } from '../../../../src/impl/native/image/driver-image.ts';
import type { RuntimeFunction } from '../../../../src/impl/native/image/unwind.ts';
import { ProcessorContext } from '../../../../src/impl/native/processor/processor-context.ts';
import {
  establisherFrame,
  functionAt,
  virtualUnwind,
} from '../../../../src/impl/native/processor/virtual-unwind.ts';

const { memory, pool } = new Kernel();
const stack = pool.allocate(1024, 0, true);
const [RBX, RSP, RBP] = [3, 4, 5] as const;
const UNWIND = 0x3000;

/** An image whose unwind information at `UNWIND` has these codes. */
function imageOf(codes: readonly number[], frame = 0): DriverImage {
  const bytes = Uint8Array.from([
    1,
    0x20,
    codes.length,
    frame,
    ...codes.flatMap((code) => [code & 0xff, code >> 8]),
  ]);
  const view = new DataView(bytes.buffer);
  const reader = {
    u8: (rva: number) => bytes[rva - UNWIND],
    u16: (rva: number) => view.getUint16(rva - UNWIND, true),
  };
  return { reader } as unknown as DriverImage;
}

function functionOf(
  codes: readonly number[],
  frameRegister = 0,
  chained: RuntimeFunction | null = null,
): RuntimeFunction {
  return {
    beginRva: 0x1000,
    endRva: 0x1100,
    unwindRva: UNWIND,
    unwind: {
      version: 1,
      flags: 0,
      prologBytes: 0x20,
      codeCount: codes.length,
      frameRegister,
      handlerRva: null,
      handlerDataRva: null,
      chained,
    },
  };
}

/** A context with rsp some bytes into the stack, of which each eight bytes hold their own distance from its start. */
function contextAt(bytes: number): ProcessorContext {
  for (let at = 0; at < 1024; at += 8) {
    memory.writeI32(vaAdd(stack, at), at);
    memory.writeI32(vaAdd(stack, at + 4), 0);
  }
  const context = ProcessorContext.of(new RegisterFile(new ArrayBuffer(512), 0));
  context.setPointer(RSP, vaAdd(stack, bytes), memory);
  return context;
}

/** Where rsp and rip are once a frame is off, by the place of rsp in the stack. */
function unwound(codes: readonly number[], rva = 0x1080, frame = 0, context = contextAt(0)) {
  virtualUnwind(imageOf(codes, frame), functionOf(codes, frame & 0xf), rva, context, memory);
  return {
    rsp: context.pointer(RSP, memory) - stack,
    rip: context.ripLow,
    rbx: context.low(RBX),
    rbp: context.low(RBP),
  };
}

describe('virtualUnwind', () => {
  it('of a function without an entry is a return', () => {
    const context = contextAt(16);
    virtualUnwind(imageOf([]), undefined, 0x1080, context, memory);
    expect([context.pointer(RSP, memory) - stack, context.ripLow]).toEqual([24, 16]);
  });

  it.each<[what: string, codes: readonly number[], expected: object]>([
    ['a push', [0x3001], { rbx: 0, rip: 8, rsp: 16 }],
    ['pushes, the last one first', [0x5002, 0x3001], { rbp: 0, rbx: 8, rip: 16 }],
    ['a small allocation', [0x4204], { rip: 40 }],
    ['a large one', [0x0104, 16], { rip: 128 }],
    ['a larger one', [0x1104, 0x100, 0], { rip: 256 }],
    ['a register that was saved', [0x3404, 5], { rbx: 40, rip: 0 }],
    ['one that was saved far', [0x3504, 48, 0], { rbx: 48, rip: 0 }],
    ['a vector', [0x6804, 1], { rip: 0 }],
    ['one that was saved far', [0x6904, 16, 0], { rip: 0 }],
    ['where epilogs are', [0x0604, 0x4204], { rip: 40 }],
    ['a machine frame with an error code', [0x1a00], { rip: 8 }],
  ])('undoes %s', (_what, codes, expected) => {
    expect(unwound(codes)).toMatchObject(expected);
  });

  it('undoes only what the prolog has done', () => {
    // Allocated at 4, pushed at 1.
    const codes = [0x4204, 0x3001];
    expect(unwound(codes, 0x1000)).toMatchObject({ rip: 0 });
    expect(unwound(codes, 0x1002)).toMatchObject({ rbx: 0, rip: 8 });
    expect(unwound(codes, 0x1004)).toMatchObject({ rbx: 40, rip: 48 });
  });

  it('takes rsp from a frame register', () => {
    const context = contextAt(0);
    context.setPointer(RBP, vaAdd(stack, 0x60), memory);
    // rbp is 0x20 above the frame, once it is set at 8.
    expect(unwound([0x0308, 0x4204], 0x1080, 0x25, context)).toMatchObject({ rip: 0x40 + 40 });
    expect(unwound([0x0308, 0x4204], 0x1004, 0x25)).toMatchObject({ rip: 40 });
  });

  it('goes on with what an entry continues, of which the whole prolog is done', () => {
    const codes = [0x3004];
    const context = contextAt(0);
    const found = functionOf(codes, 0, functionOf(codes));
    virtualUnwind(imageOf(codes), found, 0x1080, context, memory);
    expect(context.ripLow).toBe(16);
  });
});

it('the frame of a function is its frame register’s, once it is set', () => {
  const context = contextAt(8);
  context.setPointer(RBP, vaAdd(stack, 0x60), memory);
  const codes = [0x0308];
  const found = functionOf(codes, RBP);
  expect(establisherFrame(imageOf(codes, 0x25), found, 0x1080, context, memory) - stack).toBe(0x40);
  expect(establisherFrame(imageOf(codes, 0x25), found, 0x1002, context, memory) - stack).toBe(8);
  expect(establisherFrame(imageOf([]), functionOf([]), 0x1080, context, memory) - stack).toBe(8);
});

it('finds the function of an address', () => {
  const functions = [
    { ...functionOf([]), beginRva: 0x1000, endRva: 0x1010 },
    { ...functionOf([]), beginRva: 0x1010, endRva: 0x1020 },
    { ...functionOf([]), beginRva: 0x1040, endRva: 0x1050 },
  ];
  const image = { functions } as unknown as DriverImage;
  const found = [0xfff, 0x1000, 0x1010, 0x101f, 0x1020, 0x104f, 0x1050].map(
    (rva) => functionAt(image, rva)?.beginRva,
  );
  expect(found).toEqual([undefined, 0x1000, 0x1010, 0x1010, undefined, 0x1040, undefined]);
});
