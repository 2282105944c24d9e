import { describe, expect, it } from 'vitest';
import type { DeviceModel } from '../../src/model/device.ts';
import type { ModelConfig } from '../../src/model/state.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { changing, type During, NOTHING } from '../../src/trace/during.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import { CONFIG, control, OPENING, open, outcomesAfter, read } from './calls.ts';

const CODE = 0x22240f;
const FIRST = changing('probe', 'unmap');
const SECOND: During = [{ at: { point: 'probe', nth: 1 }, do: 'unmap' }];

/** Gives `bytes` bytes where it can reach the buffer, whether any or none is to be moved. */
function giving(bytes: number): DeviceModel<unknown> {
  const answer = (isThere: boolean) =>
    isThere
      ? [
          {
            arm: 'gives',
            status: STATUS_SUCCESS,
            information: bytes,
            data: new Uint8Array(bytes),
            next: null,
          },
        ]
      : [
          {
            arm: 'gone',
            status: STATUS_ACCESS_VIOLATION,
            information: 0,
            data: new Uint8Array(0),
            next: null,
          },
        ];
  return {
    ...OPENING,
    arms: ['gives', 'gone'],
    read: (_state, { accessible }) => answer(accessible),
    control: (_state, { writable }) => answer(writable),
  };
}

/** What of a success the caller may find: whether it can look at its buffer. */
function successes(bytes: number, call: Call): readonly boolean[] {
  const config: ModelConfig = { ...CONFIG, mode: 'neither', device: giving(bytes) };
  const found = outcomesAfter(config, [open(), call]).flatMap(({ expected }) =>
    expected.status === STATUS_SUCCESS && 'buffer' in expected ? [expected.buffer !== null] : [],
  );
  return [...new Set(found)].sort();
}

describe.each([
  ['a read in neither mode', (during: During) => read({ length: 4, during })],
  [
    'a control request of METHOD_NEITHER',
    (during: During) =>
      control({
        code: CODE,
        during,
        output: { length: 4, pageOffset: 0, memory: 'read-write', shared: false, at: null },
      }),
  ],
] as const)('%s whose buffer is unmapped at a probe', (_what, call) => {
  it('may find nothing to do after that, and succeed', () => {
    expect(successes(0, call(FIRST))).toEqual([false, true]);
  });

  it('has not moved bytes before its first probe', () => {
    expect(successes(4, call(FIRST))).toEqual([true]);
  });

  it('may have moved them before a later one', () => {
    expect(successes(4, call(SECOND))).toEqual([false, true]);
  });

  it('is looked at where nothing happens', () => {
    expect(successes(4, call(NOTHING))).toEqual([true]);
  });
});
