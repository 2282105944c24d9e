import { STATUS_INVALID_DEVICE_REQUEST, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { DeviceAnswer } from '../device.ts';

/** The arms of {@link opensOnly}. */
export const OPENS_ONLY_ARMS = ['M9 opened', 'M9 flush', 'M9 query', 'M9 set'] as const;

const unhandled =
  (arm: (typeof OPENS_ONLY_ARMS)[number]) =>
  <State>(state: State): readonly DeviceAnswer<State>[] => [
    { arm, status: STATUS_INVALID_DEVICE_REQUEST, next: state },
  ];

/** M9: a device that opens, and has a handler for no other request than reads and writes. */
export const opensOnly = {
  create: <State>(state: State): readonly DeviceAnswer<State>[] => [
    { arm: 'M9 opened', status: STATUS_SUCCESS, next: state },
  ],
  flush: unhandled('M9 flush'),
  queryInformation: unhandled('M9 query'),
  setInformation: unhandled('M9 set'),
} as const;
