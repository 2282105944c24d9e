import { expect, it } from 'vitest';
import { unusableBuffer } from '../../../src/model/devices/locked-buffer.ts';
import { STATUS_IN_PAGE_ERROR } from '../../../src/nt/ntstatus.ts';
import { request } from './requests.ts';

const NOTHING_HAD = {
  mappable: false,
  ownMappable: false,
  allocatable: false,
  accessible: false,
  lockRaises: STATUS_IN_PAGE_ERROR,
} as const;

it.each([
  ['buffered', 'R75 not mapped'],
  ['direct', 'R75 not mapped'],
  ['neither', 'R70 no MDL'],
] as const)('of a request that has nothing in %s mode: %s; without bytes it needs nothing', (mode, arm) => {
  expect(unusableBuffer(request({ mode, length: 1, ...NOTHING_HAD }))?.arm).toBe(arm);
  expect(unusableBuffer(request({ mode, length: 0, ...NOTHING_HAD }))).toBeNull();
});
