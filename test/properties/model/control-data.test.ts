import { describe, expect, it } from 'vitest';
import { controlsModel } from '../../../src/model/devices/controls.ts';
import type { Expected } from '../../../src/model/expected.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { data } from '../../../src/properties/model/data.ts';
import { judgeModel } from '../../../src/properties/model/judge-model.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import { type Observation, USER_FILL } from '../../../src/trace/run/observation.ts';
import { during } from '../../../src/trace/run/where.ts';
import { CONFIG, control, open } from '../../model/calls.ts';
import { CONTEXT, conforming, runOf } from './runs.ts';

const [INVERT, STORE, COPY] = [0x222400, 0x22a405, 0x22240f];
const GIVEN = [1, 2, 3, 4];
const INVERTED = [0xfe, 0xfd, 0xfc, 0xfb];
const config = { ...CONFIG, device: controlsModel };
const context = { ...CONTEXT, model: controlsModel };

/** What the model says of a request that inverts. */
const expected: Expected = {
  ending: 'returned',
  status: STATUS_SUCCESS,
  iosb: null,
  eventSignaled: null,
  fileSignaled: undefined,
  position: undefined,
  buffer: Uint8Array.from(INVERTED),
};

/** What is told of a request whose buffers hold this afterwards. */
function toldOf(
  code: number,
  output: readonly number[],
  input: readonly number[] = GIVEN,
  at: number | null = null,
  before: readonly number[] | null = null,
) {
  const outputBefore = before === null ? null : Uint8Array.from(before);
  const sending = control({ code, output: { length: output.length, at }, outputBefore });
  const calls: readonly Call[] = [open(), sending];
  const [opened, sent] = conforming(config, calls);
  if (opened === undefined || sent === undefined) throw new Error('two calls');
  const observed: Observation = { ...sent, buffer: Uint8Array.from(output), input: Uint8Array.from(input) };
  const run = runOf(calls, [opened, observed]);
  const { breach = null } =
    judgeModel(run, context).verdicts.find(({ property }) => property === data.id) ?? {};
  const told = {
    ...(breach ?? { property: data.id, reason: '', severity: 'error', expected: '', observed: '' }),
  };
  const contents = data.evidence.contents?.(
    { run, variant: null },
    { ...told, severity: 'error', op: 1, where: during(1) },
    () => expected,
  );
  return { reason: breach?.reason ?? null, contents: contents ?? [] };
}

describe('the bytes of a control request', () => {
  it('are those of the model, and what the buffer held behind them', () => {
    expect(toldOf(INVERT, [...INVERTED, USER_FILL]).reason).toBeNull();
    expect(toldOf(INVERT, [0xfe, 0, 0xfc, 0xfb]).reason).toBe('wrong-bytes');
    expect(toldOf(INVERT, [USER_FILL, USER_FILL, USER_FILL, USER_FILL]).reason).toBe('not-transferred');
    expect(toldOf(INVERT, [...INVERTED, 0]).reason).toBe('changed-beyond-data');
  });

  it('stay as they were in a second buffer that is the caller’s to give', () => {
    expect(toldOf(STORE, GIVEN).reason).toBeNull();
    const { reason, contents } = toldOf(STORE, [1, 2, 3, 0]);
    expect(reason).toBe('caller-data-changed');
    expect(contents).toMatchObject([
      { what: "the caller's output buffer after the request", isExpected: true },
    ]);
  });

  it('stay as they were in the input, where no driver is given its address', () => {
    const { reason, contents } = toldOf(INVERT, INVERTED, [1, 2, 3, 9]);
    expect(reason).toBe('caller-data-changed');
    expect(contents).toEqual([
      {
        what: "the caller's input buffer after the request",
        start: 0,
        observed: Uint8Array.of(1, 2, 3, 9),
        other: Uint8Array.from(GIVEN),
        isExpected: true,
      },
    ]);
    expect(toldOf(COPY, GIVEN, [9, 9, 9, 9]).reason).toBeNull();
  });

  it('are in the input too where the output is in its memory, and nothing else is', () => {
    const before = [3, 4, USER_FILL, USER_FILL, USER_FILL];
    const output = [...INVERTED, USER_FILL];
    expect(toldOf(INVERT, output, [1, 2, 0xfe, 0xfd], 2, before).reason).toBeNull();
    const { reason, contents } = toldOf(INVERT, output, [1, 9, 0xfe, 0xfd], 2, before);
    expect(reason).toBe('caller-data-changed');
    expect(contents).toMatchObject([
      { observed: Uint8Array.of(1, 9, 0xfe, 0xfd), other: Uint8Array.of(1, 2, 0xfe, 0xfd) },
    ]);
  });

  it('are behind those of the model what was there before, in the memory of the input its data', () => {
    const before = [USER_FILL, USER_FILL, ...GIVEN, USER_FILL];
    const output = [...INVERTED, 3, 4, USER_FILL];
    const input = [0xfc, 0xfb, 3, 4];
    expect(toldOf(INVERT, output, input, -2, before).reason).toBeNull();
    expect(toldOf(INVERT, before, GIVEN, -2, before).reason).toBe('not-transferred');
    const { reason, contents } = toldOf(INVERT, [...INVERTED, 3, 4, 0], input, -2, before);
    expect(reason).toBe('changed-beyond-data');
    expect(contents).toMatchObject([{ other: Uint8Array.of(...output) }]);
    const filled = INVERTED.map(() => USER_FILL);
    expect(toldOf(INVERT, [...filled, 3, 4, USER_FILL], [...filled.slice(2), 3, 4], -2, before).reason).toBe(
      'wrong-bytes',
    );
  });
});
