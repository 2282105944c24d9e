import { expect, it } from 'vitest';
import { controlsModel } from '../../../src/model/devices/controls.ts';
import type { Win32Outcome } from '../../../src/model/win32/program.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import { ERROR_IO_PENDING } from '../../../src/nt/win32-error.ts';
import type { Win32Call } from '../../../src/trace/ops/index.ts';
import { CONFIG } from '../calls.ts';
import { create, deviceIoControl, outcomesAfter } from './calls.ts';

const INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, 0, 0);

/** What a request may lead to on an overlapped handle of a driver that may pend it. */
const outcomesOf = (call: Win32Call): readonly Win32Outcome[] =>
  outcomesAfter({ ...CONFIG, device: controlsModel, pends: true }, [create({ overlapped: true }), call]);

it('whether a request was pended can’t be told without an OVERLAPPED (W1g)', () => {
  const outcomes = outcomesOf(deviceIoControl({ code: INVERT }));
  expect(outcomes.filter(({ arms }) => arms.includes('R45 pended'))).toHaveLength(1);
  for (const { arms, expected } of outcomes) {
    expect(arms.at(-1)).toBe('W1g success');
    expect(expected).toMatchObject({ succeeded: true, lastError: 0, bytes: 4, overlapped: null });
  }
});

it('and with one it can (W1h)', () => {
  const outcomes = outcomesOf(deviceIoControl({ code: INVERT, overlapped: { event: false } }));
  expect(
    outcomes.map(({ expected: { succeeded, lastError, bytes } }) => [succeeded, lastError, bytes]),
  ).toEqual([
    [true, 0, 4],
    [false, ERROR_IO_PENDING, undefined],
  ]);
});
