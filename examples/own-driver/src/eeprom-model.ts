import type { DeviceModel, DeviceOutcome } from 'irpcheck/model';
import {
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from 'irpcheck/model';

/** What is stored. Never changed: a write makes another one. */
type Cells = Uint8Array;

const SIZE_BYTES = 256;
const ERASED = 0xff;
const NONE = new Uint8Array(0);

/** The one outcome of a request that is refused: nothing moves, nothing is stored. */
function refused(arm: string, status: number, cells: Cells): DeviceOutcome<Cells>[] {
  return [{ arm, status, information: 0, data: NONE, next: cells }];
}

const model: DeviceModel<Cells> = {
  name: 'eeprom',
  arms: ['not mapped', 'read outside', 'read', 'write outside', 'write over the end', 'write'],
  initial: () => new Uint8Array(SIZE_BYTES).fill(ERASED),
  read(cells, { offset, length, mappable }) {
    if (!mappable) return refused('not mapped', STATUS_INSUFFICIENT_RESOURCES, cells);
    if (offset < 0n || offset >= SIZE_BYTES) return refused('read outside', STATUS_END_OF_FILE, cells);
    const data = cells.slice(Number(offset), Number(offset) + length);
    return [{ arm: 'read', status: STATUS_SUCCESS, information: data.length, data, next: cells }];
  },
  write(cells, { offset, length, data, mappable }) {
    if (!mappable) return refused('not mapped', STATUS_INSUFFICIENT_RESOURCES, cells);
    if (offset < 0n || offset >= SIZE_BYTES) return refused('write outside', STATUS_INVALID_PARAMETER, cells);
    // The data sheet refuses what does not fit. Firmware 1.x stores what fits: see baseline.json.
    if (offset + BigInt(length) > SIZE_BYTES) {
      return refused('write over the end', STATUS_INVALID_PARAMETER, cells);
    }
    const next = cells.slice();
    next.set(data, Number(offset));
    return [{ arm: 'write', status: STATUS_SUCCESS, information: length, data: NONE, next }];
  },
};
export default model;
