import { type NTSTATUS, STATUS_INVALID_DEVICE_REQUEST, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { ArmNeed } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const NONE = new Uint8Array(0);

/** The one answer without bytes: mostly a refusal. */
export function movesNothing<State>(
  arm: string,
  status: NTSTATUS,
  next: State,
): readonly DeviceOutcome<State>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

/** The one answer with bytes for the caller, a success. */
export function gives<State>(arm: string, data: Uint8Array, next: State): readonly DeviceOutcome<State>[] {
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next }];
}

/** Unsigned 32-bit numbers one after another. */
export function ulongs(numbers: readonly number[]): Uint8Array {
  const data = new Uint8Array(4 * numbers.length);
  const view = new DataView(data.buffer);
  for (const [index, number] of numbers.entries()) view.setUint32(4 * index, number, true);
  return data;
}

/** The bytes as numbers of any size. */
export function numbersIn(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** What a device says of its control requests. */
interface ControlsOnly<State> {
  readonly name: string;
  /** The arms of its control requests, each with what it takes to reach it. */
  readonly arms: Readonly<Record<string, Extract<ArmNeed, 'controls' | 'control-fault'>>>;
  initial(): State;
  /** What it answers; null for a code that it does not know. */
  control(state: State, request: DeviceControlRequest): readonly DeviceOutcome<State>[] | null;
}

/** A device that does something by control requests alone: it opens, and reads and writes move nothing (M9, R43). */
export function controlsOnly<State>({
  name,
  arms,
  initial,
  control,
}: ControlsOnly<State>): DeviceModel<State> {
  const reach = { ...arms, 'unknown code': 'controls' } as const;
  return {
    name,
    arms: ['reads nothing', 'writes nothing', ...Object.keys(reach), ...OPENS_ONLY_ARMS],
    reach: Object.fromEntries(Object.entries(reach).map(([arm, needs]) => [arm, { needs }])),
    leavesRest: true,
    initial,
    ...opensOnly,
    read: (state) => movesNothing('reads nothing', STATUS_SUCCESS, state),
    write: (state) => movesNothing('writes nothing', STATUS_SUCCESS, state),
    control: (state, request) =>
      control(state, request) ?? movesNothing('unknown code', STATUS_INVALID_DEVICE_REQUEST, state),
  };
}
