import { describe, expect, it } from 'vitest';
import type { DeviceModel, DeviceOutcome, DeviceWriteRequest } from '../../../src/model/device.ts';
import { diskModel } from '../../../src/model/devices/disk.ts';
import { mailboxModel } from '../../../src/model/devices/mailbox.ts';
import { opensOnly } from '../../../src/model/devices/opens-only.ts';
import { partialModel } from '../../../src/model/devices/partial.ts';
import { perFileModel } from '../../../src/model/devices/per-file.ts';
import { zeroModel } from '../../../src/model/devices/zero.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_DISK_FULL,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_PIPE_EMPTY,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { request } from './requests.ts';

/** A request by direction, what answers it, and with how many bytes. */
type Step = readonly [
  direction: 'read' | 'write' | 'flush',
  fields: Partial<DeviceWriteRequest>,
  arm: string,
  status?: number,
  information?: number,
  data?: readonly number[],
];

function only<T>(items: readonly T[] | undefined): T {
  const [item, ...others] = items ?? [];
  if (item === undefined || others.length > 0) throw new Error(`${items?.length} outcomes`);
  return item;
}

/** Plays the steps one after the other; returns the last outcome of a transfer. */
function play<S>(model: DeviceModel<S>, steps: readonly Step[]): DeviceOutcome<S> | undefined {
  let state = model.initial();
  if (model.create !== undefined) state = only(model.create(state, 0)).next;
  let last: DeviceOutcome<S> | undefined;
  for (const [direction, fields, arm, status = STATUS_SUCCESS, information = 0, data = []] of steps) {
    if (direction === 'flush') {
      const flushed = only(model.flush?.(state, 0));
      expect(flushed).toMatchObject({ arm, status });
      state = flushed.next;
      continue;
    }
    last = only(model[direction](state, request(fields)));
    expect({ ...last, data: [...last.data] }).toMatchObject({ arm, status, information, data });
    expect(model.arms).toContain(arm);
    state = last.next;
  }
  return last;
}

const POOR = STATUS_INSUFFICIENT_RESOURCES;
const WRONG = STATUS_INVALID_PARAMETER;
const bytes = (...list: number[]): Partial<DeviceWriteRequest> => ({
  data: Uint8Array.from(list),
  length: list.length,
});

/** What a device that locks the caller's pages answers when it can't. */
const UNUSABLE: readonly Step[] = [
  ['write', { mode: 'direct', mappable: false }, 'R75 not mapped', POOR],
  ['write', { mode: 'neither', ownMappable: false }, 'R75 not mapped', POOR],
  ['write', { mode: 'neither', allocatable: false }, 'R70 no MDL', POOR],
  ['write', { mode: 'neither', accessible: false }, 'R71 not locked', STATUS_ACCESS_VIOLATION],
];

describe('the models of the drivers', () => {
  it('disk', () => {
    play(diskModel, [
      ...UNUSABLE,
      ['write', { offset: -2n }, 'disk negative offset', WRONG],
      ['read', { offset: -1n }, 'disk negative offset', WRONG],
      ['write', bytes(1, 2), 'disk writes all', 0, 2],
      ['write', { ...bytes(3), offset: -1n }, 'disk appends', 0, 1],
      ['write', { length: 0, offset: -1n }, 'disk writes nothing'],
      ['read', { length: 5 }, 'disk reads all', 0, 5, [1, 2, 3, 0, 0]],
      ['read', { length: 0, offset: 99_999n }, 'disk reads nothing'],
      ['read', { mode: 'direct', mappable: false }, 'R75 not mapped', POOR],
      ['write', { ...bytes(7, 8, 9), offset: 8190n }, 'disk writes to its end', 0, 2],
      ['write', { offset: -1n }, 'disk full', STATUS_DISK_FULL],
      ['read', { offset: 8192n }, 'disk end of file', STATUS_END_OF_FILE],
      ['read', { offset: 8189n, length: 9 }, 'disk reads to its end', 0, 3, [0, 7, 8]],
    ]);
  });

  it('disk moves the position behind what it transferred, and no further (R28)', () => {
    expect(play(diskModel, [['write', { offset: 8190n }, 'disk writes to its end', 0, 2]])?.position).toBe(
      8192n,
    );
    const appended = play(diskModel, [
      ['write', {}, 'disk writes all', 0, 4],
      ['write', { offset: -1n }, 'disk appends', 0, 4],
    ]);
    expect(appended?.position).toBe(8n);
    expect(
      play(diskModel, [['write', { offset: -2n }, 'disk negative offset', WRONG]])?.position,
    ).toBeUndefined();
  });

  it('mailbox', () => {
    const full: readonly Step[] = Array.from({ length: 4 }, () => [
      'write',
      bytes(0),
      'mailbox queues a message',
      0,
      1,
    ]);
    play(mailboxModel, [
      ['read', {}, 'mailbox empty', STATUS_PIPE_EMPTY],
      ['read', { mappable: false }, 'M10 not mapped', POOR],
      ['write', { length: 0 }, 'mailbox no length', WRONG],
      ['write', { length: 4097 }, 'mailbox too much', WRONG],
      ['write', { mappable: false }, 'M10 not mapped', POOR],
      ['write', { allocatable: false }, 'mailbox no pool', POOR],
      ['write', { accessible: false }, 'mailbox no access', STATUS_ACCESS_VIOLATION],
      ['write', bytes(2, 9), 'mailbox wrong length', WRONG],
      ['write', bytes(2, 8, 9, 7), 'mailbox queues a message', 0, 4],
      ['write', bytes(1, 5), 'mailbox queues a message', 0, 2],
      ['read', { length: 1 }, 'mailbox cuts a message', STATUS_BUFFER_OVERFLOW, 1, [8]],
      ['read', {}, 'mailbox takes a message', 0, 1, [5]],
      ...full,
      ['write', bytes(0), 'mailbox full', STATUS_QUOTA_EXCEEDED],
      ['flush', {}, 'mailbox flushed'],
      ['read', {}, 'mailbox empty', STATUS_PIPE_EMPTY],
    ]);
  });

  it('partial', () => {
    play(partialModel, [
      ...UNUSABLE,
      ['write', { allocatable: false }, 'R70 no MDL', POOR],
      ['write', { offset: 1n, allocatable: false }, 'M3 end of file', STATUS_END_OF_FILE],
      ['read', {}, 'partial reads nothing'],
      ['write', bytes(1, 2, 3), 'partial stores', 0, 3],
      ['read', { offset: 1n, mode: 'neither' }, 'partial reads', 0, 2, [2, 3]],
      ['read', { mode: 'direct', mappable: false }, 'R75 not mapped', POOR],
      ['read', { offset: 4n, mode: 'direct', mappable: false }, 'partial reads nothing'],
      ['read', { offset: -1n }, 'partial reads nothing'],
      ['write', { length: 5000, offset: -1n }, 'partial stores', 0, 4096],
      ['write', { length: 0 }, 'partial stores nothing'],
    ]);
  });

  it('zero', () => {
    play(zeroModel, [
      ['read', { length: 3 }, 'zero read', 0, 3, [0, 0, 0]],
      ['read', { mappable: false }, 'M10 not mapped', POOR],
      ['write', { mappable: false }, 'zero write', 0, 4],
      ['write', { accessible: false }, 'zero no access', STATUS_ACCESS_VIOLATION],
    ]);
  });

  it('per-file', () => {
    play(perFileModel, [
      ...UNUSABLE,
      ['write', { offset: 65n }, 'per-file beyond its bytes', WRONG],
      ['read', { offset: -1n }, 'per-file beyond its bytes', WRONG],
      ['read', { mode: 'direct', mappable: false }, 'R75 not mapped', POOR],
      ['write', { ...bytes(7, 8, 9), offset: 62n }, 'per-file writes', 0, 2],
      ['read', { offset: 61n, length: 9 }, 'per-file reads', 0, 3, [0, 7, 8]],
      ['read', { offset: 62n, length: 1, file: 1 }, 'per-file reads', 0, 1, [0]],
    ]);
  });

  it('per-file forgets an open at its end, and no other', () => {
    const { create, close, initial } = perFileModel;
    const opened = only(create?.(only(create?.(initial(), 3)).next, 4)).next;
    expect([...(close?.(opened, 3) ?? [])].map(([file]) => file)).toEqual([4]);
  });
});

describe('the arms of a device', () => {
  const requests = { flush: 'M9 flush', create: 'M9 opened' } as const;

  it.each([diskModel, mailboxModel, partialModel, perFileModel, zeroModel])(
    'are its own alone where it answers itself: $name',
    (model) => {
      for (const [routine, arm] of Object.entries(requests)) {
        const isOwn = Reflect.get(model, routine) !== Reflect.get(opensOnly, routine);
        expect([routine, model.arms.includes(arm)]).toEqual([routine, !isOwn]);
      }
      expect(new Set(model.arms).size).toBe(model.arms.length);
    },
  );
});
