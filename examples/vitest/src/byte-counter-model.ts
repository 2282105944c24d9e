import type { DeviceModel, DeviceOutcome } from 'irpcheck/model';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_INVALID_PARAMETER, STATUS_SUCCESS } from 'irpcheck/model';

const COUNT_BYTES = 8;
const NONE = new Uint8Array(0);

function refused(arm: string, status: number, count: bigint): DeviceOutcome<bigint>[] {
  return [{ arm, status, information: 0, data: NONE, next: count }];
}

const model: DeviceModel<bigint> = {
  name: 'byte counter',
  arms: ['not mapped', 'too small', 'read', 'written'],
  initial: () => 0n,
  read(count, { length, mappable }) {
    if (!mappable) return refused('not mapped', STATUS_INSUFFICIENT_RESOURCES, count);
    if (length < COUNT_BYTES) return refused('too small', STATUS_INVALID_PARAMETER, count);
    const data = new Uint8Array(COUNT_BYTES);
    new DataView(data.buffer).setBigUint64(0, count, true);
    return [{ arm: 'read', status: STATUS_SUCCESS, information: COUNT_BYTES, data, next: count }];
  },
  write(count, { length, mappable }) {
    if (!mappable) return refused('not mapped', STATUS_INSUFFICIENT_RESOURCES, count);
    const next = count + BigInt(length);
    return [{ arm: 'written', status: STATUS_SUCCESS, information: length, data: NONE, next }];
  },
};
export default model;
