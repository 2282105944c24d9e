import { expect, it } from 'vitest';
import { Beacon } from '../../../src/campaign/beacon.ts';
import { watchModel } from '../../../src/campaign/isolated/watch-model.ts';
import type { DeviceModel, DeviceWriteRequest } from '../../../src/model/device.ts';
import { PLAIN_REQUEST } from '../../model/devices/requests.ts';

const request: DeviceWriteRequest = {
  ...PLAIN_REQUEST,
  data: new Uint8Array(0),
};

it('shows on the beacon which function runs, and none after it', () => {
  const beacon = new Beacon();
  const seen: unknown[] = [];
  const outcome = (state: number) => [
    { arm: 'a', status: 0, information: 0, data: new Uint8Array(0), next: state + 1 },
  ];
  const model: DeviceModel<number> = {
    name: 'counts',
    arms: ['a'],
    initial: () => seen.push(beacon.modelCall),
    read: (state) => {
      seen.push(beacon.modelCall);
      return outcome(state);
    },
    write: (state) => {
      seen.push(beacon.modelCall);
      return outcome(state);
    },
  };
  const watched = watchModel(model, beacon);
  const state = watched.initial();
  expect(watched.read(state, request)[0]?.next).toBe(2);
  expect(beacon.modelCall).toBeNull();
  expect(watched.write(5, request)[0]?.next).toBe(6);
  expect(seen).toEqual(['initial', 'read', 'write']);
  expect([watched.name, watched.arms, beacon.modelCall]).toEqual(['counts', ['a'], null]);
});

it('a model that throws is not taken for one that runs', () => {
  const beacon = new Beacon();
  const throwing = (): never => {
    throw new RangeError('no');
  };
  const model = { name: 'throws', arms: [], initial: throwing, read: throwing, write: throwing };
  expect(() => watchModel<never>(model, beacon).initial()).toThrow(RangeError);
  expect(beacon.modelCall).toBeNull();
});
