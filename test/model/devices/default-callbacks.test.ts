import { expect, it } from 'vitest';
import { defaultCallbacksModel } from '../../../src/model/devices/default-callbacks.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { request } from './requests.ts';

it.each(['read', 'write'] as const)(
  '%s completes with 0 bytes, also where nothing can be mapped',
  (direction) => {
    const refusing = request({ offset: 9n, mode: 'direct', mappable: false });
    expect(defaultCallbacksModel[direction](defaultCallbacksModel.initial(), refusing)).toEqual([
      {
        arm: `default ${direction}`,
        status: STATUS_SUCCESS,
        information: 0,
        data: new Uint8Array(0),
        next: null,
      },
    ]);
    expect(defaultCallbacksModel.arms).toContain(`default ${direction}`);
  },
);
