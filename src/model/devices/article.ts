import { STATUS_END_OF_FILE, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceModel, DeviceOutcome, DeviceRequest, DeviceWriteRequest } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

/** The most a write stores, bytes (M3). */
const MAX_STORED_BYTES = 4096;

const NONE = new Uint8Array(0);

/** The bytes stored last. */
type Stored = Uint8Array;

/**
 * M10. The device asks for the user's buffer before it looks at the offset, so a buffer that can't be mapped
 * wins over M3's END_OF_FILE.
 */
function unmapped(state: Stored): readonly DeviceOutcome<Stored>[] {
  const status = STATUS_INSUFFICIENT_RESOURCES;
  return [{ arm: 'M10 not mapped', status, information: 0, data: NONE, next: state }];
}

function reads(arm: string, state: Stored, data: Uint8Array): readonly DeviceOutcome<Stored>[] {
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next: state }];
}

function stores(arm: string, next: Stored): readonly DeviceOutcome<Stored>[] {
  return [{ arm, status: STATUS_SUCCESS, information: next.length, data: NONE, next }];
}

function read(state: Stored, request: DeviceRequest): readonly DeviceOutcome<Stored>[] {
  const { offset, length, mode, mappable } = request;
  if (!mappable) return unmapped(state);
  if (mode === 'neither') return reads('M5 nothing to read into', state, NONE);
  // M2: clamped to the data. A negative offset, taken as unsigned, is past any end.
  if (offset < 0n || offset >= BigInt(state.length)) return reads('M2 past the end', state, NONE);
  const start = Number(offset);
  const end = Math.min(state.length, start + length);
  if (start === 0 && end === state.length) return reads('M2 all data', state, state);
  return reads('M2 part of the data', state, state.subarray(start, end));
}

function write(state: Stored, request: DeviceWriteRequest): readonly DeviceOutcome<Stored>[] {
  const { offset, length, mode, mappable, data } = request;
  if (!mappable) return unmapped(state);
  // M3, also for a length of 0 (M4) and in neither mode (M5).
  if (offset > 0n) {
    return [{ arm: 'M3 end of file', status: STATUS_END_OF_FILE, information: 0, data: NONE, next: state }];
  }
  if (mode === 'neither') return stores('M5 stores nothing', NONE);
  if (length === 0) return stores('M4 stores nothing', NONE);
  // M8: -1, and what a dialect lets through below, is not greater than 0.
  if (offset < 0n) return stores('M8 negative offset', data.slice(0, MAX_STORED_BYTES));
  if (length > MAX_STORED_BYTES) return stores('M3 stores 4096', data.slice(0, MAX_STORED_BYTES));
  return stores('M3 stores all', data.slice());
}

/** In neither mode it moves none (M5). */
const MOVES_DATA: ArmReach = { modes: ['buffered', 'direct'] };

/** The article's device: it keeps what was last written at offset 0 (M1 to M10). */
export const articleModel: DeviceModel<Stored> = {
  name: 'article',
  arms: [
    'M2 all data',
    'M2 part of the data',
    'M2 past the end',
    'M3 end of file',
    'M3 stores all',
    'M3 stores 4096',
    'M4 stores nothing',
    'M5 nothing to read into',
    'M5 stores nothing',
    'M8 negative offset',
    'M10 not mapped',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    'M2 all data': MOVES_DATA,
    'M2 part of the data': MOVES_DATA,
    'M2 past the end': MOVES_DATA,
    'M3 stores all': MOVES_DATA,
    'M3 stores 4096': MOVES_DATA,
    'M4 stores nothing': MOVES_DATA,
    'M5 nothing to read into': { modes: ['neither'] },
    'M5 stores nothing': { modes: ['neither'] },
    'M8 negative offset': MOVES_DATA,
    'M10 not mapped': { modes: ['direct'], needs: 'fault' },
  },
  leavesRest: true,
  initial: () => NONE,
  ...opensOnly,
  read,
  write,
};
