import { describe, expect, it } from 'vitest';
import { CTL_CODE, controlCodeOf } from '../../../../src/nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM } from '../../../../src/nt/device.ts';
import { controlCode } from '../../../../src/trace/ops/fields/control-code.ts';
import {
  canonicalOp,
  isConsistent,
  type OpOf,
  opSchema,
  type Win32Op,
} from '../../../../src/trace/ops/index.ts';
import { routedControlCode } from '../../../../src/trace/ops/win32/fields/routed-control-code.ts';
import { sampleCases, WIN32_CONTROLS_PROFILE } from '../../../properties/generate/sample.ts';

const CANONICAL = canonicalOp('DeviceIoControl');

describe('the JSON of a DeviceIoControl', () => {
  it('may leave out what is canonical', () => {
    expect(opSchema.parse({ op: 'DeviceIoControl' })).toEqual(CANONICAL);
    expect(opSchema.parse({ op: 'DeviceIoControl', code: 9, overlapped: true, event: true })).toEqual({
      ...CANONICAL,
      code: 9,
      overlapped: true,
      event: true,
    });
  });

  it.each([
    [{ code: -1 }],
    [{ code: 2 ** 32 }],
    [{ overlapped: '0' }],
    [{ overlapped: null }],
    [{ output: { length: (1 << 24) + 1 } }],
    [{ output: { at: 1 } }],
    [{ output: { at: 0, memory: 'null' } }],
    [{ during: [] }],
    [{ buffer: {} }],
  ])('refuses %j', (fields) => {
    expect(opSchema.safeParse({ op: 'DeviceIoControl', ...fields }).success).toBe(false);
  });
});

describe('codes near the code of a DeviceIoControl', () => {
  it.each([
    [0x22e00c, 0x9e00c],
    [0x9e00c, 0x22e00c],
    [0, 0x90000],
  ])('%i is first the same code by the other system call, %i', (code, other) => {
    const context = { ops: 1, lengths: [], ends: [], opened: 0 };
    const others = routedControlCode.others(code, context);
    expect(others[0]).toBe(other);
    expect(others).toEqual(expect.arrayContaining([...controlCode.others(code, context)]));
    expect(new Set(others).size).toBe(others.length);
  });
});

/** A request with the place it is made in. */
interface Drawn {
  readonly request: OpOf<'DeviceIoControl'>;
  /** Whether the handle it names is overlapped; undefined where it names none that was opened. */
  readonly overlapped: boolean | undefined;
}

function drawnIn(ops: readonly Win32Op[]): readonly Drawn[] {
  const opened: boolean[] = [];
  return ops.flatMap((op) => {
    if (op.op === 'CreateFile') opened.push(op.overlapped);
    if (op.op === 'File::open') opened.push(false);
    if (op.op !== 'DeviceIoControl') return [];
    const isOpened = typeof op.handle === 'number' && opened.length > 0;
    return [{ request: op, overlapped: isOpened ? opened[Number(op.handle) % opened.length] : undefined }];
  });
}

describe('generated ones', () => {
  const drawn = sampleCases(WIN32_CONTROLS_PROFILE, 1500).flatMap(({ ops }) => drawnIn(ops as Win32Op[]));
  const share = (of: readonly Drawn[], is: (each: Drawn) => boolean): number =>
    of.filter(is).length / of.length;
  const known = WIN32_CONTROLS_PROFILE.controls.map(({ code }) => code);
  const routed = known.map((code) => {
    const { function: fn, method, access } = controlCodeOf(code);
    return CTL_CODE(FILE_DEVICE_FILE_SYSTEM, fn, method, access);
  });

  it('are many, mostly of a known code', () => {
    expect(drawn.length).toBeGreaterThan(1000);
    expect(share(drawn, ({ request }) => known.includes(request.code))).toBeGreaterThan(0.5);
  });

  it('are now and then the same code of a file system', () => {
    const ofFileSystems = share(drawn, ({ request }) => routed.includes(request.code));
    expect(ofFileSystems).toBeGreaterThan(0.02);
    expect(ofFileSystems).toBeLessThan(0.2);
    expect(new Set(drawn.map(({ request }) => request.code).filter((code) => routed.includes(code)))).toEqual(
      new Set(routed),
    );
  });

  it('pass an OVERLAPPED mostly where the handle is overlapped, on others too', () => {
    const passes = ({ request }: Drawn): boolean => request.overlapped;
    const on = drawn.filter(({ overlapped }) => overlapped === true);
    const off = drawn.filter(({ overlapped }) => overlapped === false);
    expect(on.length).toBeGreaterThan(200);
    expect(share(on, passes)).toBeGreaterThan(0.7);
    expect(share(on, passes)).toBeLessThan(1);
    expect(share(off, passes)).toBeGreaterThan(0.05);
    expect(share(off, passes)).toBeLessThan(0.5);
    expect(drawn.some(({ request }) => request.overlapped && request.event)).toBe(true);
  });

  it('have every kind of memory behind each buffer, and lengths around those that a code wants', () => {
    for (const side of ['input', 'output'] as const) {
      expect(new Set(drawn.map(({ request }) => request[side].memory)).size).toBe(6);
      expect(share(drawn, ({ request }) => request[side].length === 0)).toBeGreaterThan(0.05);
      expect(share(drawn, ({ request }) => request[side].length > 4000)).toBeGreaterThan(0.01);
    }
  });

  it('have about one output in sixteen in the memory of the input, as a file may have it', () => {
    expect(share(drawn, ({ request }) => isConsistent(request))).toBe(1);
    const inOnePiece = share(drawn, ({ request }) => request.output.at !== null);
    expect(inOnePiece).toBeGreaterThan(1 / 32);
    expect(inOnePiece).toBeLessThan(1 / 12);
  });

  it('are none where no code is known', () => {
    const without = sampleCases({ ...WIN32_CONTROLS_PROFILE, controls: [] }, 300).flatMap(({ ops }) => ops);
    expect(without.filter(({ op }) => op === 'DeviceIoControl')).toEqual([]);
  });
});
