import { describe, expect, it } from 'vitest';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { outputAt } from '../../../src/trace/ops/fields/output-at.ts';
import {
  type ControlOp,
  type ControlRequestCall,
  canonicalOp,
  isConsistent,
  kindNamed,
  opSchema,
} from '../../../src/trace/ops/index.ts';
import { overlay } from '../../../src/trace/ops/overlap.ts';
import { callText, describeOp } from '../../../src/trace/ops/words.ts';
import { Resolver } from '../../../src/trace/resolve.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { CONTROLS_PROFILE, opsOf, sampleCases } from '../../properties/generate/sample.ts';

const CANONICAL = canonicalOp('control');
const SURROUNDINGS = { ops: 1, lengths: [], ends: [], opened: 0 };
const [IN_DIRECT, OUT_DIRECT] = [1, 2];

function control(
  input: Partial<ControlOp['input']>,
  output: Partial<ControlOp['output']>,
  code = OUT_DIRECT,
): ControlOp {
  return {
    ...CANONICAL,
    code,
    input: { ...CANONICAL.input, ...input },
    output: { ...CANONICAL.output, ...output },
  };
}

function resolved(op: ControlOp): ControlRequestCall {
  const call = new Resolver('\\??\\Example').resolve(op);
  if (!('code' in call)) throw new Error('a control request');
  return call;
}

describe('an output in the memory of the input', () => {
  it.each([
    [{ length: 4 }, { length: 4, at: 0 }],
    [{ length: 4 }, { length: 4, at: 4 }],
    [{ length: 4 }, { length: 4, at: -4 }],
    [{ length: 1 }, { at: 1 }],
    [{ length: 4, memory: 'read-only', shared: true, pageOffset: 9 } as const, { length: 1, at: 2 }],
    [{ length: 4, memory: 'no-access' } as const, { length: 9, at: -1 }],
  ])('%#', (input, output) => {
    const json = { op: 'control', code: OUT_DIRECT, input, output };
    expect(opSchema.parse(json)).toEqual(control(input, output));
    expect(kindNamed('control').written(control(input, output))).toEqual(json);
    expect(isConsistent(control(input, output))).toBe(true);
  });

  const PLACED = 'as the output is in the memory of the input';

  it.each([
    [
      'output.at',
      { length: 4 },
      { length: 3, at: 5 },
      'expected a whole number from -3 to 4, as long as the buffers are',
    ],
    [
      'output.at',
      { length: 4 },
      { length: 3, at: -4 },
      'expected a whole number from -3 to 4, as long as the buffers are',
    ],
    ['output.pageOffset', {}, { at: 0, pageOffset: 1 }, `expected 0, ${PLACED}`],
    ['output.memory', {}, { at: 0, memory: 'null' }, `expected "read-write", ${PLACED}`],
    ['output.shared', {}, { at: 0, shared: true }, `expected false, ${PLACED}`],
    ...(['null', 'kernel', 'last-page-no-access'] as const).map(
      (memory) =>
        [
          'input.memory',
          { memory },
          { at: 0 },
          `expected "read-write", "read-only" or "no-access", ${PLACED}`,
        ] as const,
    ),
  ] as const)('is refused at %s: %j, %j', (path, input, output, message) => {
    const { error, success } = opSchema.safeParse({ op: 'fs-control', input, output });
    expect(success).toBe(false);
    expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[path, message]]);
    expect(isConsistent(control(input, output))).toBe(false);
  });

  it('has in its call what is behind the input', () => {
    const op = control(
      { length: 4, pageOffset: 1, memory: 'read-only', shared: true },
      { length: 2, at: -2 },
    );
    expect(resolved(op).output).toEqual({
      length: 2,
      at: -2,
      pageOffset: 4095,
      memory: 'read-only',
      shared: true,
    });
    expect(resolved(control({ length: 4, pageOffset: 4095 }, { at: 4 })).output.pageOffset).toBe(3);
    const apart = control({ length: 4, memory: 'read-only' }, { length: 2 });
    expect(resolved(apart).output).toEqual({ ...PLAIN_BUFFER, length: 2, at: null });
  });

  it.each([
    [0, [1, 2, 3], [1, 2, 3]],
    [2, [3, USER_FILL, USER_FILL], [3, 2, 3]],
    [3, [USER_FILL, USER_FILL, USER_FILL], [1, 2, 3]],
    [-1, [USER_FILL, 1, 2], [1, 1, 2]],
    [-3, [USER_FILL, USER_FILL, USER_FILL], [1, 2, 3]],
  ])('holds the input’s data where it begins %i bytes behind it, over its own', (at, filled, given) => {
    const buffers = [{ length: 3 }, { length: 3, at }] as const;
    const out = resolved(control(...buffers, OUT_DIRECT));
    expect([out.outputData, [...(out.outputBefore ?? [])]]).toEqual([null, filled]);
    const { outputData, outputBefore, data } = resolved(control(...buffers, IN_DIRECT));
    expect([...(outputBefore ?? [])]).toEqual(given);
    expect(outputData).toEqual(outputBefore);
    expect([...data]).toEqual([1, 2, 3]);
  });

  it('holds nothing of the input’s where it has memory of its own', () => {
    const { outputData, outputBefore } = resolved(control({ length: 3 }, { length: 2 }, IN_DIRECT));
    expect([outputData, outputBefore]).toEqual([Uint8Array.of(1, 2), null]);
  });

  it.each([
    [0, 'output buffer at the address of the input buffer'],
    [1, 'output buffer 1 byte into the input buffer'],
    [-2, 'output buffer 2 bytes before the input buffer'],
  ])('is told of: %i', (at, text) => {
    const op = control({ length: 3, pageOffset: 16 }, { length: 3, at });
    const buffers = `input 3 bytes, input buffer page 0 +0x010, output 3 bytes, ${text}`;
    expect(describeOp(op, '')).toBe(`control code 0x2, ${buffers}`);
    expect(callText({ call: 'NtDeviceIoControlFile', ...resolved(op) })).toBe(
      `NtDeviceIoControlFile: no handle, IoControlCode 0x2, ${buffers}`,
    );
  });
});

describe('the place of an output', () => {
  it('is simplest where it has memory of its own, then nearer to the input’s first byte', () => {
    const ranked = [null, 0, 1, 2, -1, -2];
    const shuffled = [-2, 2, null, -1, 1, 0];
    const rank = (value: number | null): string => JSON.stringify(outputAt.rank(value));
    expect(new Set(ranked.map(rank)).size).toBe(ranked.length);
    expect(shuffled.map((value) => [ranked.indexOf(value), outputAt.measured?.form?.(value)])).toEqual([
      [5, 2],
      [3, 1],
      [0, 0],
      [4, 2],
      [2, 1],
      [1, 1],
    ]);
    expect(outputAt.simpler(null, SURROUNDINGS)).toEqual([]);
    expect(outputAt.simpler(7, SURROUNDINGS)).toEqual([null]);
    expect(outputAt.simpler(-7, SURROUNDINGS)).toEqual([null, 0, 1, 2, 7, -1, -4, -6]);
  });

  it('is varied only where there is one', () => {
    expect(outputAt.others(null, SURROUNDINGS)).toEqual([]);
    expect(outputAt.others(0, SURROUNDINGS)).toEqual([null, 1, -1]);
    expect(outputAt.others(3, SURROUNDINGS)).toEqual([null, 0, 1, 2, 4, 6, -1]);
    expect(outputAt.others(-1, SURROUNDINGS)).toEqual([null, 0, -2]);
    expect(outputAt.others(-3, SURROUNDINGS)).toEqual([null, 0, -1, -2, -4]);
  });

  it('is drawn for about one request in sixteen, most often the input’s own address', () => {
    const drawn = opsOf(sampleCases(CONTROLS_PROFILE, 3000)).flatMap((op) =>
      op.op === 'control' || op.op === 'fs-control' ? [op] : [],
    );
    expect(drawn.every(isConsistent)).toBe(true);
    const places = drawn.flatMap(({ input, output }) =>
      output.at === null ? [] : [{ input, output, at: output.at }],
    );
    expect(places.filter(({ at }) => Object.is(at, -0))).toEqual([]);
    expect(places.length / drawn.length).toBeGreaterThan(1 / 24);
    expect(places.length / drawn.length).toBeLessThan(1 / 12);
    const same = places.filter(({ at }) => at === 0).length;
    expect(same / places.length).toBeGreaterThan(0.4);
    const inside = places.filter(({ at, input, output }) => at > 0 && at < input.length && output.length > 0);
    const before = places.filter(
      ({ at, input, output }) => at < 0 && -at < output.length && input.length > 0,
    );
    expect(Math.min(inside.length, before.length)).toBeGreaterThan(30);
    expect(new Set(places.map(({ input }) => input.memory))).toEqual(
      new Set(['read-write', 'read-only', 'no-access']),
    );
  });
});

describe('overlay', () => {
  it.each([
    [0, [7, 8, 3]],
    [1, [1, 7, 8]],
    [2, [1, 2, 7]],
    [3, [1, 2, 3]],
    [-1, [8, 2, 3]],
    [-2, [1, 2, 3]],
  ])('writes what two buffers have in common: %i', (at, left) => {
    const bytes = Uint8Array.of(1, 2, 3);
    overlay(bytes, Uint8Array.of(7, 8), at);
    expect([...bytes]).toEqual(left);
  });
});
