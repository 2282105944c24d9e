import type {
  DeviceControlRequest,
  DeviceModel,
  DeviceOutcome,
  DeviceWriteRequest,
} from '../../../src/model/device.ts';

/** What a request has that no fault strikes, on the first open. */
export const PLAIN_REQUEST = {
  offset: 0n,
  length: 0,
  key: 0,
  mode: 'buffered',
  mappable: true,
  ownMappable: true,
  allocatable: true,
  lockRaises: null,
  accessible: true,
  file: 0,
  synchronous: true,
  position: 0n,
} as const;

/** A control request of nothing. */
export const CONTROL_REQUEST: DeviceControlRequest = {
  code: 0,
  fileSystem: false,
  inputLength: 0,
  outputLength: 0,
  input: new Uint8Array(0),
  outputAt: null,
  second: new Uint8Array(0),
  writable: true,
  mappable: true,
  ownMappable: true,
  allocatable: true,
  lockRaises: null,
  file: 0,
};

/** A request to a device; its data is the counter 1, 2, 3 … of the length given. */
export function request(fields: Partial<DeviceWriteRequest> = {}): DeviceWriteRequest {
  const length = fields.length ?? 4;
  const data = Uint8Array.from({ length }, (_, index) => 1 + (index % 239));
  return { ...PLAIN_REQUEST, length, data, ...fields };
}

export interface Row {
  readonly arm: string;
  readonly title?: string;
  /** Writes that come before. */
  readonly before?: readonly Partial<DeviceWriteRequest>[];
  readonly direction: 'read' | 'write';
  readonly request: Partial<DeviceWriteRequest>;
  readonly status?: number;
  readonly information: number;
  /** What a read places; empty when left out. */
  readonly data?: readonly number[];
  /** The state afterwards. */
  readonly next: readonly number[];
}

export function answer(model: DeviceModel<Uint8Array>, row: Row): DeviceOutcome<Uint8Array> {
  let state = model.initial();
  for (const fields of row.before ?? []) state = only(model.write(state, request(fields))).next;
  return only(model[row.direction](state, request(row.request)));
}

function only<T>(items: readonly T[]): T {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw new Error(`${items.length} outcomes`);
  return item;
}

export function rowTitle({ arm, direction, title }: Row): string {
  return `${direction}, ${arm}${title === undefined ? '' : `: ${title}`}`;
}
