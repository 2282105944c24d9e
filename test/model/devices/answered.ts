import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../../../src/model/device.ts';
import { CONTROL_REQUEST } from './requests.ts';

/** A control request with these bytes in its input, null for an input that can't be read. */
export function control(
  code: number,
  input: readonly number[] | null = [],
  fields: Partial<DeviceControlRequest> = {},
): DeviceControlRequest {
  const bytes = input === null ? null : Uint8Array.from(input);
  return { ...CONTROL_REQUEST, code, input: bytes, inputLength: bytes?.length ?? 8, ...fields };
}

/** What the last of some requests is answered, where there is one answer to each. */
export function answered<S>(
  model: DeviceModel<S>,
  requests: readonly DeviceControlRequest[],
  from: S = model.initial(),
): DeviceOutcome<S> {
  let state = from;
  let answer: DeviceOutcome<S> | undefined;
  for (const request of requests) {
    const outcomes = model.control?.(state, request) ?? [];
    if (outcomes.length !== 1) throw new Error(`${outcomes.length} outcomes`);
    [answer] = outcomes;
    if (answer !== undefined) state = answer.next;
  }
  if (answer === undefined) throw new Error('no request');
  return answer;
}

/** What decided an answer, its status, and its data. */
export function shown<S>({ arm, status, data }: DeviceOutcome<S>): [string, number, number[]] {
  return [arm, status, [...data]];
}

/** Arms of a model that are listed, but for those that reads, writes and requests without a buffer lead to. */
export function controlArms<S>({ arms, reach = {} }: DeviceModel<S>): readonly string[] {
  return arms.filter((arm) => reach[arm] !== undefined);
}
