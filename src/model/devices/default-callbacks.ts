import { STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

function transfersNothing(arm: string): readonly DeviceOutcome<null>[] {
  return [{ arm, status: STATUS_SUCCESS, information: 0, data: new Uint8Array(0), next: null }];
}

const READ = transfersNothing('default read');
const WRITE = transfersNothing('default write');

/** A device that keeps the article's default callbacks: every request completes with 0 bytes. */
export const defaultCallbacksModel: DeviceModel<null> = {
  name: 'default-callbacks',
  arms: ['default read', 'default write', ...OPENS_ONLY_ARMS],
  leavesRest: true,
  initial: () => null,
  ...opensOnly,
  read: () => READ,
  write: () => WRITE,
};
