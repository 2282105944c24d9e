import { describe, expect, it } from 'vitest';
import type { DeviceModel } from '../../../src/model/device.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { judgeModel } from '../../../src/properties/model/judge-model.ts';
import { CONFIG, open, write } from '../../model/calls.ts';
import { CONTEXT, conforming, runOf } from './runs.ts';

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

describe('an allowed set', () => {
  it.each([
    [8, false],
    [9, true],
  ])('of a device model whose states double %d times is refused: %s', (writes, isRefused) => {
    let next = 0;
    const wild: DeviceModel<number> = {
      name: 'wild',
      arms: ['wild'],
      initial: () => 0,
      read: () => [],
      write: () =>
        [1, 2].map(() => {
          next += 1;
          return { arm: 'wild', status: STATUS_SUCCESS, information: 4, data: bytes(), next };
        }),
    };
    const calls = [open(), ...Array.from({ length: writes }, () => write())];
    const run = runOf(calls, conforming(CONFIG, calls));
    const judge = () => judgeModel(run, { ...CONTEXT, model: wild });
    if (isRefused) expect(judge).toThrow('more than 256 states');
    else expect(judge).not.toThrow();
  });
});
