import { expect, it } from 'vitest';
import { IRP_MJ_CREATE, IRP_MJ_DEVICE_CONTROL, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { userPtr } from '../../../src/properties/model/user-ptr.ts';
import { findSubject, summaryOf } from '../../../src/subjects/index.ts';
import type { UserPtrRecord } from '../../../src/trace/run/run.ts';
import { CONFIG, open, read, write } from '../../model/calls.ts';
import { irp } from '../contract/runs.ts';
import { CONTEXT, conforming, runOf } from './runs.ts';

const CALLS = [open(), write({ length: 4 }), read({ length: 8 })];
const TAKEN: UserPtrRecord = {
  op: 1,
  request: 1,
  moment: 3,
  direction: 'write',
  method: 'read',
  sizeBytes: 4,
  status: STATUS_SUCCESS,
  movedBytes: 4,
};
const PLACED: UserPtrRecord = {
  ...TAKEN,
  op: 2,
  request: 2,
  moment: 5,
  direction: 'read',
  method: 'write',
  sizeBytes: 8,
  movedBytes: 8,
};
const REQUESTS = [
  irp({ id: 0, op: 0, major: IRP_MJ_CREATE, length: 0 }),
  irp({ id: 1, op: 1, major: IRP_MJ_WRITE, length: 4 }),
  irp({ id: 2, op: 2, major: IRP_MJ_READ, length: 8 }),
];
const REFUSED = { status: STATUS_INVALID_USER_BUFFER, movedBytes: 0 };

function judge(...userPtrs: UserPtrRecord[]) {
  return userPtr.judge(runOf(CALLS, conforming(CONFIG, CALLS), { requests: REQUESTS, userPtrs }), CONTEXT);
}

it('passes uses that are as M6 has them, and counts them', () => {
  const verdict = judge(TAKEN, PLACED, { ...PLACED, sizeBytes: 9, ...REFUSED });
  expect(verdict).toEqual({ property: 'model/user-ptr', compared: 3, breach: null });
});

const BREACHES: readonly [reason: string, use: UserPtrRecord, expected: string, observed: string][] = [
  [
    'moved-too-much',
    { ...TAKEN, movedBytes: 16 },
    'UserPtr.read<T>, T of 4 bytes, write request of 4 bytes: STATUS_SUCCESS, 4 bytes moved',
    'STATUS_SUCCESS, 16 bytes moved',
  ],
  [
    'moved-too-little',
    { ...PLACED, movedBytes: 0 },
    'UserPtr.write<T>, T of 8 bytes, read request of 8 bytes: STATUS_SUCCESS, 8 bytes moved',
    'STATUS_SUCCESS, 0 bytes moved',
  ],
  [
    'STATUS_SUCCESS-for-STATUS_INVALID_USER_BUFFER',
    { ...TAKEN, sizeBytes: 5, movedBytes: 5 },
    'UserPtr.read<T>, T of 5 bytes, write request of 4 bytes: STATUS_INVALID_USER_BUFFER, 0 bytes moved',
    'STATUS_SUCCESS, 5 bytes moved',
  ],
  [
    'STATUS_INVALID_USER_BUFFER-for-STATUS_SUCCESS',
    { ...TAKEN, ...REFUSED },
    'UserPtr.read<T>, T of 4 bytes, write request of 4 bytes: STATUS_SUCCESS, 4 bytes moved',
    'STATUS_INVALID_USER_BUFFER, 0 bytes moved',
  ],
  [
    'moved-too-much',
    { ...TAKEN, sizeBytes: 5, ...REFUSED, movedBytes: 1 },
    'UserPtr.read<T>, T of 5 bytes, write request of 4 bytes: STATUS_INVALID_USER_BUFFER, 0 bytes moved',
    'STATUS_INVALID_USER_BUFFER, 1 bytes moved',
  ],
];

it.each(BREACHES)('%s', (reason, use, expected, observed) => {
  const { compared, breach } = judge(use, { ...PLACED, movedBytes: 0 });
  expect(compared).toBe(2);
  expect(breach).toEqual({
    property: 'model/user-ptr',
    reason,
    severity: 'error',
    op: use.op,
    where: { op: use.op, request: use.request, moment: use.moment },
    expected,
    observed,
  });
});

it('has nothing to compare where the operation is no transfer', () => {
  expect(
    judge({ ...TAKEN, request: 0 }, { ...TAKEN, request: 9 }, { ...TAKEN, request: null }).compared,
  ).toBe(0);
});

it('judges uses in control requests by their own lengths', () => {
  const control = { code: 0, inputLength: 4, outputLength: 2 };
  const parameters = { length: 0, key: 0, byteOffset: 0n, control };
  const requests = [{ ...irp({ id: 1, op: 1, major: IRP_MJ_DEVICE_CONTROL }), parameters }];
  const judged = (use: Partial<UserPtrRecord>) =>
    userPtr.judge(
      runOf(CALLS, conforming(CONFIG, CALLS), {
        requests,
        userPtrs: [{ ...TAKEN, direction: 'control', ...use }],
      }),
      CONTEXT,
    );
  expect(judged({})).toMatchObject({ compared: 1, breach: null });
  expect(judged({ method: 'write' }).breach).toMatchObject({
    reason: 'STATUS_SUCCESS-for-STATUS_INVALID_USER_BUFFER',
    expected: expect.stringContaining('control request, input 4 bytes, output 2 bytes'),
  });
  expect(judged({ movedBytes: 3 }).breach).toMatchObject({ reason: 'moved-too-little' });
});

it('of a driver that is sent control requests is skipped where it moves no typed value', () => {
  const { generation, ...controls } = summaryOf(findSubject('controls'));
  const setting = { modes: controls.modes, view: 'native', isolated: true } as const;
  const subject = { ...controls, generation };
  expect(userPtr.skipped({ ...setting, subject })).toBeNull();
  expect(userPtr.optional?.({ ...setting, subject })).toBe('the driver moves no typed values');
  const recording = { ...subject, generation: { ...generation, recordKeys: true } };
  expect(userPtr.optional?.({ ...setting, subject: recording })).toBeNull();
  expect(userPtr.skipped({ ...setting, subject: summaryOf(findSubject('article')) })).toBe(
    'the driver moves no typed values',
  );
});
