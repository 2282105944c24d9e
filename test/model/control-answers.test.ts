import { expect, it } from 'vitest';
import type { DeviceModel } from '../../src/model/device.ts';
import { CTL_CODE, METHOD_BUFFERED, METHOD_NEITHER, type TransferMethod } from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS, STATUS_UNSUCCESSFUL } from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { CONFIG, control, OPENING, open, outcomeAfter, outcomesAfter } from './calls.ts';

const PLACED = Uint8Array.of(1, 2, 3);

/** A device that places three bytes, and says so or not. */
function placing(information: number, status = STATUS_SUCCESS): DeviceModel<unknown> {
  return {
    ...OPENING,
    control: () => [{ arm: 'nothing', status, information, data: PLACED, next: null }],
  };
}

const codeOf = (method: TransferMethod): number => CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, method, 0);

const requestBy = (method: TransferMethod) => control({ code: codeOf(method) });

it.each<[string, TransferMethod, number, number, Uint8Array | undefined]>([
  ['as many as it placed', METHOD_BUFFERED, 3, STATUS_SUCCESS, PLACED],
  ['fewer: those are copied back', METHOD_BUFFERED, 2, STATUS_SUCCESS, PLACED.subarray(0, 2)],
  ['more: what is behind them is stale', METHOD_BUFFERED, 4, STATUS_SUCCESS, undefined],
  ['an error: nothing is copied back', METHOD_BUFFERED, 3, STATUS_UNSUCCESSFUL, new Uint8Array(0)],
  ['fewer, where it reaches the buffer itself', METHOD_NEITHER, 2, STATUS_SUCCESS, PLACED],
  ['an error, where it reaches the buffer itself', METHOD_NEITHER, 0, STATUS_UNSUCCESSFUL, PLACED],
])(
  'what a caller sees of a device that claims %s (R46, R47)',
  (_title, method, information, status, buffer) => {
    const config = { ...CONFIG, device: placing(information, status) };
    expect(outcomeAfter(config, [open(), requestBy(method)]).expected.buffer).toEqual(buffer);
  },
);

it('a request of no bytes is not buffered: what a device claims is copied nowhere (R43)', () => {
  const code = codeOf(METHOD_BUFFERED);
  const request = control({ code, input: { length: 0 }, output: { length: 0, memory: 'no-access' } });
  const { expected } = outcomeAfter({ ...CONFIG, device: placing(3) }, [open(), request]);
  expect(expected).toMatchObject({ status: STATUS_SUCCESS, iosb: { written: true, information: 3 } });
});

const WITHOUT_POOL = { ...requestBy(METHOD_BUFFERED), during: failing('pool-allocation') };

it('a device that gets no pool may refuse, of which its model says nothing (M10)', () => {
  const config = { ...CONFIG, device: placing(3) };
  const outcomes = outcomesAfter(config, [open(), WITHOUT_POOL]);
  expect(outcomes.map(({ arms, expected: { status } }) => [arms.at(-1), status])).toEqual([
    ['nothing', STATUS_SUCCESS],
    ['R19 own refusal', STATUS_INSUFFICIENT_RESOURCES],
  ]);
  expect(outcomes[1]?.expected).toMatchObject({ iosb: { written: false }, buffer: new Uint8Array(0) });
});

it('a device whose model has the refusal itself answers by that', () => {
  const config = { ...CONFIG, device: placing(0, STATUS_INSUFFICIENT_RESOURCES) };
  const outcomes = outcomesAfter(config, [open(), WITHOUT_POOL]);
  expect(outcomes.map(({ arms }) => arms.at(-1))).toEqual(['nothing']);
});
