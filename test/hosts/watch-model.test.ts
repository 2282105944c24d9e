import { expect, it } from 'vitest';
import { Beacon } from '../../src/execution/beacon.ts';
import { ModelWatch } from '../../src/hosts/model-watch.ts';
import { watchModel } from '../../src/hosts/watch-model.ts';
import type { DeviceModel, DeviceWriteRequest } from '../../src/model/device.ts';
import { CONTROL_REQUEST, PLAIN_REQUEST } from '../model/devices/requests.ts';
import { UNCHANGED } from './fake-thread.ts';

const watchOf = (beacon: Beacon): ModelWatch => new ModelWatch(UNCHANGED, beacon);

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
    reach: { a: { needs: 'fault' } },
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
  const watched = watchModel(model, watchOf(beacon));
  const state = watched.initial();
  expect(watched.read(state, request)[0]?.next).toBe(2);
  expect(beacon.modelCall).toBeNull();
  expect(watched.write(5, request)[0]?.next).toBe(6);
  expect(seen).toEqual(['initial', 'read', 'write']);
  expect([watched.name, watched.arms, beacon.modelCall]).toEqual(['counts', ['a'], null]);
  expect(watched.reach).toEqual({ a: { needs: 'fault' } });
  const kept = [undefined, true, false].map(
    (leavesRest) =>
      watchModel({ ...model, ...(leavesRest !== undefined && { leavesRest }) }, watchOf(beacon)).leavesRest,
  );
  expect(kept).toEqual([false, true, false]);
});

it('shows the functions that a model need not have, where it has them', () => {
  const beacon = new Beacon();
  const answer = () => [{ arm: String(beacon.modelCall), status: 0, next: 0 }];
  const plain = { name: 'plain', arms: [], initial: () => 0, read: () => [], write: () => [] };
  expect(watchModel<number>(plain, watchOf(beacon))).not.toHaveProperty('reach');
  const { create, close, flush } = watchModel<number>(plain, watchOf(beacon));
  expect([create, close, flush]).toEqual([undefined, undefined, undefined]);
  const control = () => [
    { arm: String(beacon.modelCall), status: 0, information: 0, data: new Uint8Array(0), next: 0 },
  ];
  expect(watchModel<number>(plain, watchOf(beacon))).not.toHaveProperty('control');
  const model = { ...plain, create: answer, close: () => answer().length, flush: answer, control };
  const watched = watchModel<number>(model, watchOf(beacon));
  expect(watched.create?.(0, 1)[0]?.arm).toBe('create');
  expect(watched.flush?.(0, 1)[0]?.arm).toBe('flush');
  expect(watched.close?.(0, 1)).toBe(1);
  expect(watched.control?.(0, CONTROL_REQUEST)[0]?.arm).toBe('control');
  expect(beacon.modelCall).toBeNull();
});

it('a model that throws is not taken for one that runs', () => {
  const beacon = new Beacon();
  const throwing = (): never => {
    throw new RangeError('no');
  };
  const model = { name: 'throws', arms: [], initial: throwing, read: throwing, write: throwing };
  expect(() => watchModel<never>(model, watchOf(beacon)).initial()).toThrow(RangeError);
  expect(beacon.modelCall).toBeNull();
});
