import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceModel, DeviceOutcome, DeviceRequest } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const NONE = new Uint8Array(0);

function answer(
  arm: string,
  status: NTSTATUS,
  information: number,
  data: Uint8Array,
): readonly DeviceOutcome<null>[] {
  return [{ arm, status, information, data, next: null }];
}

function read({ length, mappable }: DeviceRequest): readonly DeviceOutcome<null>[] {
  if (!mappable) return answer('M10 not mapped', STATUS_INSUFFICIENT_RESOURCES, 0, NONE);
  return answer('zero read', STATUS_SUCCESS, length, new Uint8Array(length));
}

/** A write maps nothing, so no mapping fails. */
function write({ length, accessible }: DeviceRequest): readonly DeviceOutcome<null>[] {
  if (!accessible) return answer('zero no access', STATUS_ACCESS_VIOLATION, 0, NONE);
  return answer('zero write', STATUS_SUCCESS, length, NONE);
}

/** A device that is read as zeros and swallows what is written, in every mode and at every offset. */
export const zeroModel: DeviceModel<null> = {
  name: 'zero',
  arms: ['zero read', 'zero write', 'zero no access', 'M10 not mapped', ...OPENS_ONLY_ARMS],
  reach: {
    'zero no access': { modes: ['neither'] },
    'M10 not mapped': { modes: ['direct'], needs: 'fault' },
  },
  leavesRest: true,
  initial: () => null,
  ...opensOnly,
  read: (_state, request) => read(request),
  write: (_state, request) => write(request),
};
