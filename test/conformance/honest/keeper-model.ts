import type { DeviceModel, DeviceOutcome, DeviceRequest } from '../../../src/model/device.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';

/** The bytes that a device keeps. */
export type Kept = Uint8Array;
type Outcomes = readonly DeviceOutcome<Kept>[];

export const NONE: Kept = new Uint8Array(0);

/** An answer that moves nothing. */
export function answers(arm: string, status: NTSTATUS, next: Kept, information = 0): Outcomes {
  return [{ arm, status, information, data: NONE, next }];
}

/** How a device that keeps bytes may differ from the plain one. */
interface Ways {
  readonly roomBytes?: number;
  /** Status of transfers that move bytes, or would. */
  readonly status?: NTSTATUS;
  /** What an answer is before anything is looked at; null for none. */
  readonly first?: (state: Kept, request: DeviceRequest, isRead: boolean) => Outcomes | null;
  /** Of what could be read, so many bytes are given. */
  readonly given?: (bytes: number) => number;
  /** Whether reads and writes need their buffer mapped, also where they move nothing. */
  readonly maps?: (state: Kept, request: DeviceRequest, isRead: boolean) => boolean;
}

/** A device that keeps what was written last and gives it to every read, as `Keeper` does. */
export function keeperModel(ways: Ways = {}): DeviceModel<Kept> {
  const {
    roomBytes = 64,
    status = STATUS_SUCCESS,
    first,
    given = (bytes) => bytes,
    maps = () => true,
  } = ways;
  const refused = (state: Kept, request: DeviceRequest, isRead: boolean): Outcomes | null => {
    const before = first?.(state, request, isRead) ?? null;
    if (before !== null) return before;
    if (request.length === 0) return null;
    if (!request.mappable && maps(state, request, isRead))
      return answers('not mapped', STATUS_INSUFFICIENT_RESOURCES, state);
    return null;
  };
  /** Only what is looked at can fault, and no model says which bytes those are. */
  const orFault = (state: Kept, request: DeviceRequest, outcomes: Outcomes): Outcomes =>
    request.accessible ? outcomes : [...outcomes, ...answers('no access', STATUS_ACCESS_VIOLATION, state)];
  return {
    name: 'keeper',
    arms: ['refused', 'not mapped', 'no access', 'gives', 'takes'],
    initial: () => NONE,
    read(state, request) {
      const before = refused(state, request, true);
      if (before !== null) return before;
      const data = state.subarray(0, given(Math.min(state.length, request.length)));
      return orFault(state, request, [{ arm: 'gives', status, information: data.length, data, next: state }]);
    },
    write(state, request) {
      const before = refused(state, request, false);
      if (before !== null) return before;
      const next = request.data.slice(0, given(Math.min(request.length, roomBytes)));
      return orFault(state, request, answers('takes', status, next, next.length));
    },
  };
}
