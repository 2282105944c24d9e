import { describe, expect, it } from 'vitest';
import { controlCodeOf } from '../../../src/nt/control-code.ts';
import { failing } from '../../../src/trace/during.ts';
import { controlCode } from '../../../src/trace/ops/fields/control-code.ts';
import { type ControlOp, canonicalOp, type Op, opSchema } from '../../../src/trace/ops/index.ts';
import { callText, describeOp } from '../../../src/trace/ops/words.ts';
import { control as controlCall, fsControl } from '../../model/calls.ts';
import { CONTROLS_PROFILE, opsOf, sampleCases } from '../../properties/generate/sample.ts';

const CANONICAL = canonicalOp('control');

function control(fields: Partial<ControlOp>): ControlOp {
  return { ...CANONICAL, ...fields };
}

describe('a control request in words', () => {
  it.each<[Op, string]>([
    [CANONICAL, 'control code 0x0, input 0 bytes, output 0 bytes'],
    [
      control({
        code: 0x22200f,
        handle: 1,
        input: { ...CANONICAL.input, length: 1, pageOffset: 16 },
        output: { ...CANONICAL.output, length: 8, memory: 'null' },
        data: { pattern: 'zero' },
        event: true,
        during: failing('system-mapping'),
      }),
      'control code 0x22200f, handle 1, input 1 byte, input buffer page 0 +0x010, output 8 bytes, output buffer NULL, ' +
        'data zeros, with an event, fault system-mapping',
    ],
    [canonicalOp('fs-control'), 'fs-control code 0x0, input 0 bytes, output 0 bytes'],
  ])('%#', (op, text) => {
    expect(describeOp(op, '\\??\\Example')).toBe(text);
  });

  it('is a call of its own, by each of the two', () => {
    expect(callText(controlCall({ code: 0x220004, event: true, output: { memory: 'kernel' } }))).toBe(
      'NtDeviceIoControlFile: handle 0, IoControlCode 0x220004, input 4 bytes, output 4 bytes, ' +
        'output buffer at a kernel address, an event',
    );
    expect(callText(fsControl({ code: 3, handle: 2, during: failing('irp-allocation') }))).toBe(
      'NtFsControlFile: handle 2, IoControlCode 0x3, input 4 bytes, output 4 bytes, fault irp-allocation',
    );
  });
});

describe('the JSON of a control request', () => {
  it('may leave out what is canonical', () => {
    expect(opSchema.parse({ op: 'control' })).toEqual(CANONICAL);
    expect(opSchema.parse({ op: 'control', output: { length: 3 } })).toEqual(
      control({ output: { ...CANONICAL.output, length: 3 } }),
    );
  });

  it.each([
    [{ code: -1 }],
    [{ code: 2 ** 32 }],
    [{ input: { length: (1 << 24) + 1 } }],
    [{ output: { data: 1 } }],
    [{ length: 4 }],
  ])('refuses %j', (fields) => {
    expect(opSchema.safeParse({ op: 'control', ...fields }).success).toBe(false);
  });
});

describe('control codes near one', () => {
  it('are those of the other methods, and of other accesses, first', () => {
    const code = 0x22e00c;
    expect(controlCode.simpler(code, { ops: 1, lengths: [], ends: [], opened: 0 })).toEqual([
      0x22e00d, 0x22e00e, 0x22e00f, 0x22200c, 0x22600c, 0x22a00c,
    ]);
  });
});

describe('generated control requests', () => {
  const drawn = opsOf(sampleCases(CONTROLS_PROFILE, 1500)).flatMap((op) =>
    op.op === 'control' || op.op === 'fs-control' ? [op] : [],
  );
  const share = (is: (op: (typeof drawn)[number]) => boolean): number =>
    drawn.filter(is).length / drawn.length;
  const [, known = { code: 0, input: 0, output: 0 }] = CONTROLS_PROFILE.controls;

  it('are many, mostly of a known code, by both majors', () => {
    expect(drawn.length).toBeGreaterThan(1000);
    const codes = CONTROLS_PROFILE.controls.map(({ code }) => code);
    expect(share(({ code }) => codes.includes(code))).toBeGreaterThan(0.6);
    expect(share(({ op }) => op === 'fs-control')).toBeGreaterThan(0.05);
  });

  it('are near ones too: other methods, accesses, functions and device types', () => {
    const { function: fn, method, access, deviceType } = controlCodeOf(known.code);
    const near = drawn.map(({ code }) => controlCodeOf(code));
    const others = near.filter((each) => each.deviceType === deviceType && each.function === fn);
    expect(new Set(others.map((each) => each.method))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(others.map((each) => each.access ^ access))).toEqual(new Set([0, 1, 2]));
    const functions = new Set(
      near.filter((each) => each.method === method).map((each) => each.function - fn),
    );
    expect([...functions]).toEqual(expect.arrayContaining([1, -1]));
    expect(near.some((each) => each.deviceType === (deviceType ^ 1))).toBe(true);
  });

  it('have the lengths that the code wants most often, and around them none, less and more', () => {
    const ofKnown = drawn.filter(({ code }) => code === known.code);
    for (const side of ['input', 'output'] as const) {
      const lengths = ofKnown.map((op) => op[side].length - known[side]);
      const among = (is: (length: number) => boolean): number => lengths.filter(is).length / lengths.length;
      expect(among((length) => length === 0)).toBeGreaterThan(0.3);
      for (const exact of [-known[side], -1, 1, known[side]])
        expect(among((length) => length === exact)).toBeGreaterThan(0.01);
      expect(lengths.some((length) => length > 4000)).toBe(true);
      expect(lengths.every((length) => length + known[side] >= 0)).toBe(true);
    }
  });

  it('have every kind of memory behind each buffer, apart from each other', () => {
    for (const side of ['input', 'output'] as const) {
      expect(new Set(drawn.map((op) => op[side].memory)).size).toBe(6);
      expect(share((op) => op[side].pageOffset !== 0)).toBeGreaterThan(0.2);
      expect(drawn.some((op) => op[side].shared)).toBe(true);
    }
    expect(drawn.some(({ input, output }) => input.memory !== output.memory)).toBe(true);
  });
});
