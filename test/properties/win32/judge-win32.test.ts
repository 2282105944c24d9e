import { describe, expect, it } from 'vitest';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_END_OF_FILE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import {
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_FUNCTION,
  ERROR_INVALID_PARAMETER,
  ERROR_PATH_NOT_FOUND,
} from '../../../src/nt/win32-error.ts';
import { WIN32_PROPERTIES } from '../../../src/properties/win32/index.ts';
import { judgeWin32 } from '../../../src/properties/win32/judge-win32.ts';
import type { Win32Call } from '../../../src/trace/ops/index.ts';
import type { Win32Observation } from '../../../src/trace/win32/observation.ts';
import { CONFIG } from '../../model/calls.ts';
import {
  counter,
  create,
  deviceAnswering,
  deviceIoControl,
  fileOpen,
  fileRead,
  fileWrite,
  move,
  on,
  readFile,
  writeAll,
  writeFile,
} from '../../model/win32/calls.ts';
import { runOf } from '../model/runs.ts';
import { breachesOf, conforming, judged, judgeLast, reasonsOf } from './runs.ts';

const at = (offset: bigint) => ({ offset, event: true });
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);
const F = 0xf8;

const READ = [create(), writeFile(), readFile({ length: 6, overlapped: at(0n) })];
const BAD_READ = [create(), readFile({ handle: 5 })];
const TO_END = [fileOpen(), fileWrite(counter(3)), on('File::read_to_end')];
const SEEK = [create(), move(7n)];

type Row = [
  reason: string,
  calls: readonly Win32Call[],
  change: Partial<Win32Observation>,
  expected: string,
  observed: string,
];

const READ_ANSWER = 'TRUE, 4 bytes, Internal STATUS_SUCCESS, InternalHigh 4, event signaled';

const BREACHES: readonly Row[] = [
  [
    'win32/result failure-for-success',
    SEEK,
    { succeeded: false, lastError: ERROR_INVALID_FUNCTION, position: null },
    'TRUE, position 7',
    'FALSE, ERROR_INVALID_FUNCTION',
  ],
  [
    'win32/result success-for-failure',
    [create(), on('FlushFileBuffers')],
    { succeeded: true, lastError: 0 },
    'FALSE, ERROR_INVALID_FUNCTION',
    'TRUE',
  ],
  ['win32/result bug-check-for-success', SEEK, { ending: 'bug-check' }, 'TRUE, position 7', 'bug check'],
  [
    'win32/result blocked-for-failure',
    BAD_READ,
    { ending: 'blocked' },
    'FALSE, ERROR_INVALID_HANDLE, 0 bytes',
    'never returns',
  ],
  [
    'win32/last-error ERROR_FILE_NOT_FOUND-for-ERROR_INVALID_HANDLE',
    BAD_READ,
    { lastError: ERROR_FILE_NOT_FOUND },
    'FALSE, ERROR_INVALID_HANDLE, 0 bytes',
    'FALSE, ERROR_FILE_NOT_FOUND, 0 bytes',
  ],
  [
    'win32/last-error Other-for-InvalidInput',
    [fileOpen({})],
    { errorKind: 'Other' },
    'Err(InvalidInput, ERROR_INVALID_PARAMETER)',
    'Err(Other, ERROR_INVALID_PARAMETER)',
  ],
  [
    'win32/last-error no-kind-for-InvalidInput',
    [fileOpen({})],
    { errorKind: null },
    'Err(InvalidInput, ERROR_INVALID_PARAMETER)',
    'panics',
  ],
  [
    'win32/last-error InvalidInput-for-no-kind',
    BAD_READ,
    { errorKind: 'InvalidInput' },
    'FALSE, ERROR_INVALID_HANDLE, 0 bytes',
    'FALSE, ERROR_INVALID_HANDLE, 0 bytes',
  ],
  ['win32/bytes too-large', [create(), writeFile()], { bytes: 5 }, 'TRUE, 4 bytes', 'TRUE, 5 bytes'],
  ['win32/bytes too-small', [fileOpen(), fileWrite()], { bytes: 3 }, 'Ok(4)', 'Ok(3)'],
  ['win32/bytes not-given', [fileOpen(), fileWrite()], { bytes: null }, 'Ok(4)', 'Ok()'],
  ['win32/bytes given', [fileOpen(), writeAll(4)], { bytes: 4 }, 'Ok()', 'Ok(4)'],
  [
    'win32/data not-transferred',
    READ,
    { data: bytes(F, F, F, F, F, F) },
    'byte 0 is 0x01, of 4 bytes of data',
    'byte 0 is 0xF8, 4 of 6 bytes differ',
  ],
  [
    'win32/data wrong-bytes',
    READ,
    { data: bytes(1, 9, 3, 4, F, F) },
    'byte 1 is 0x02, of 4 bytes of data',
    'byte 1 is 0x09, 1 of 6 bytes differ',
  ],
  [
    'win32/data changed-beyond-data',
    READ,
    { data: bytes(1, 2, 3, 4, 5, F) },
    'byte 4 is 0xF8, of 4 bytes of data',
    'byte 4 is 0x05, 1 of 6 bytes differ',
  ],
  ['win32/data no-data', READ, { data: null }, '4 bytes of data', 'no data'],
  [
    'win32/data wrong-bytes',
    TO_END,
    { data: bytes(1, 2, 3, 1, 3) },
    'the start of 3 bytes of data, again and again',
    '5 bytes, so up to byte 4',
  ],
  [
    'win32/data nothing-read',
    TO_END,
    { data: bytes() },
    'the start of 3 bytes of data, again and again',
    '0 bytes, so up to byte 0',
  ],
  [
    'win32/data too-long',
    [fileOpen(), on('File::read_to_end')],
    { data: bytes(1) },
    'byte 0 is 0xF8, of 0 bytes of data',
    'byte 0 is 0x01, 1 of 1 bytes differ',
  ],
  [
    'win32/overlapped Internal-STATUS_END_OF_FILE-for-STATUS_SUCCESS',
    READ,
    { overlapped: { internal: STATUS_END_OF_FILE, internalHigh: 4 } },
    READ_ANSWER,
    'TRUE, 4 bytes, Internal STATUS_END_OF_FILE, InternalHigh 4, event signaled',
  ],
  [
    'win32/overlapped InternalHigh-too-small',
    READ,
    { overlapped: { internal: STATUS_SUCCESS, internalHigh: 0 } },
    READ_ANSWER,
    'TRUE, 4 bytes, Internal STATUS_SUCCESS, InternalHigh 0, event signaled',
  ],
  [
    'win32/overlapped event-not-signaled',
    READ,
    { eventSignaled: false },
    READ_ANSWER,
    'TRUE, 4 bytes, Internal STATUS_SUCCESS, InternalHigh 4, event not signaled',
  ],
  [
    'win32/overlapped no-overlapped',
    READ,
    { overlapped: null },
    READ_ANSWER,
    'TRUE, 4 bytes, event signaled',
  ],
  ['win32/position wrong', SEEK, { position: 8n }, 'TRUE, position 7', 'TRUE, position 8'],
];

describe('judgeWin32', () => {
  it.each(BREACHES)('%s', (reason, calls, change, expected, observed) => {
    const judgement = judgeLast(calls, change);
    expect(reasonsOf(judgement)).toEqual([reason]);
    expect(breachesOf(judgement)[0]).toMatchObject({
      op: calls.length - 1,
      severity: 'error',
      expected,
      observed,
    });
  });

  it('sees every property fail', () => {
    const failing = new Set(BREACHES.map(([reason]) => reason.split(' ')[0]));
    expect([...failing].sort()).toEqual(WIN32_PROPERTIES.map(({ id }) => id).sort());
  });

  it('tells an event that is signaled from one that should not be', () => {
    const calls = [create(), writeFile({ overlapped: at(5n) })];
    expect(reasonsOf(judgeLast(calls, { eventSignaled: true }))).toEqual(['win32/overlapped event-signaled']);
  });

  it('tells a vector that is too short, and one of other bytes', () => {
    const device = {
      ...deviceAnswering(),
      initial: () => 0,
      // Two bytes, one at a time.
      read: (given: unknown) => {
        const data = given === 2 ? new Uint8Array(0) : counter(1, Number(given));
        const next = given === 0 ? 1 : 2;
        return [{ arm: 'answer', status: 0, information: data.length, data, next }];
      },
    };
    const calls = [fileOpen(), on('File::read_to_end')];
    expect(reasonsOf(judgeLast(calls, { data: bytes(1) }, { device }))).toEqual(['win32/data too-short']);
    expect(reasonsOf(judgeLast(calls, { data: bytes(2, 1) }, { device }))).toEqual([
      'win32/data wrong-bytes',
    ]);
  });

  it('has a result that is wrong breach neither the data nor the OVERLAPPED', () => {
    const pending = { internal: STATUS_PENDING, internalHigh: 0 };
    const change = { succeeded: false, bytes: 0, overlapped: pending, eventSignaled: false, data: bytes() };
    expect(reasonsOf(judgeLast(READ, change))).toEqual(['win32/result failure-for-success']);
  });

  it('has a result that is wrong breach nothing that follows from it', () => {
    const change = { succeeded: false, lastError: ERROR_INVALID_FUNCTION, bytes: 0, position: null };
    expect(reasonsOf(judgeLast([create(), writeFile()], change))).toEqual([
      'win32/result failure-for-success',
    ]);
  });

  it('counts what it compared', () => {
    const calls = [create(), writeFile(), readFile({ length: 6, overlapped: at(0n) }), move(3n), readFile()];
    const { verdicts } = judged(calls, conforming(CONFIG, calls));
    expect(Object.fromEntries(verdicts.map(({ property, compared }) => [property, compared]))).toEqual({
      'win32/result': 5,
      'win32/last-error': 0,
      'win32/bytes': 3,
      'win32/data': 5,
      'win32/overlapped': 1,
      'win32/position': 1,
    });
    expect(judgeLast(TO_END, {}).verdicts[3]).toMatchObject({ property: 'win32/data', compared: 4 });
    expect(judgeLast([fileOpen({})], {}).verdicts[1]).toMatchObject({ compared: 1, breach: null });
  });

  it('allows every member of the set, and follows the state it leads to', () => {
    const missing = create({ name: '\\??\\Nowhere\\Example' });
    for (const lastError of [ERROR_PATH_NOT_FOUND, ERROR_FILE_NOT_FOUND]) {
      expect(reasonsOf(judgeLast([missing], { lastError }))).toEqual([]);
    }
    expect(reasonsOf(judgeLast([missing], { lastError: ERROR_INVALID_PARAMETER }))).toEqual([
      'win32/last-error ERROR_INVALID_PARAMETER-for-ERROR_PATH_NOT_FOUND',
    ]);
  });

  it('follows each answer that a device may give', () => {
    const device = deviceAnswering({ information: 4 }, { status: STATUS_BUFFER_OVERFLOW, information: 2 });
    const calls = [create(), writeFile(), writeFile()];
    const overflow = { succeeded: false, lastError: 234, bytes: 2 };
    expect(reasonsOf(judgeLast(calls, overflow, { device }))).toEqual([]);
    expect(reasonsOf(judgeLast(calls, { ...overflow, bytes: 3 }, { device }))).toEqual([
      'win32/bytes too-large',
    ]);
  });

  it('stops at a breach: what comes after can’t be told', () => {
    const calls = [create(), writeFile(), writeFile()];
    const [opened, written] = conforming(CONFIG, calls);
    if (opened === undefined || written === undefined) throw new Error('no observation');
    const wrong = { ...written, bytes: 1 };
    const judgement = judged(calls, [opened, wrong, wrong]);
    expect(breachesOf(judgement)).toMatchObject([{ property: 'win32/bytes', op: 1 }]);
    expect(judgement.arms).toEqual(['R9 opened', 'M9 opened', 'W1d opened']);
  });

  it('stops after what is left open, having compared only that it returned', () => {
    const device = deviceAnswering({ data: counter(1) }, {});
    const calls = [fileOpen(), on('File::read_to_end'), fileRead()];
    const observations = conforming({ ...CONFIG, device }, calls);
    const judgement = judged(calls, observations, { ...CONFIG, device });
    expect(judgement.arms.at(-1)).toBe('W3c left open');
    expect(judgement.verdicts.map(({ compared }) => compared)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(reasonsOf(judgeLast(calls.slice(0, 2), { ending: 'bug-check' }, { device }))).toEqual([
      'win32/result bug-check-for-failure',
    ]);
  });

  it.each([
    // None of the calls fails.
    [null, [4, 0, 2, 1, 1, 1]],
    [CONFIG.device, [0, 0, 0, 0, 0, 0]],
  ])('says of how many calls each property left something aside without a model: %#', (model, left) => {
    const { deviceNames, exclusive } = CONFIG;
    const calls = [...READ, move(7n)];
    const program = { calls, observations: conforming(CONFIG, calls) };
    const { verdicts } = judgeWin32(runOf([], [], { program }), { model, deviceNames, exclusive });
    expect(verdicts.map(({ noted }) => noted)).toEqual(left);
    expect(verdicts.some(({ compared }) => compared > 0)).toBe(model !== null);
  });

  it('is satisfied by fewer observations than calls', () => {
    const { verdicts } = judged([create()], []);
    expect(verdicts.every(({ compared, breach }) => compared === 0 && breach === null)).toBe(true);
  });
});

describe('an answer after which the model does not know where a file stands', () => {
  const calls = [create(), move(0n, 'FILE_END'), move(7n)];
  const sizes = (...statuses: number[]) => ({
    ...CONFIG,
    device: {
      ...CONFIG.device,
      queryInformation: (next: unknown) => statuses.map((status) => ({ arm: 'size', status, next })),
    } as typeof CONFIG.device,
  });
  const observed = () =>
    conforming(sizes(STATUS_INVALID_DEVICE_REQUEST), calls).with(2, {
      ...conforming(CONFIG, [create(), move(7n)])[1],
      position: 9n,
    } as Win32Observation);

  it('ends what is judged, though another answer would have left it known', () => {
    const config = sizes(STATUS_SUCCESS, STATUS_INVALID_DEVICE_REQUEST);
    expect(reasonsOf(judged(calls, observed(), config))).toEqual([]);
  });

  it('is none where the size was refused', () => {
    expect(reasonsOf(judged(calls, observed(), sizes(STATUS_INVALID_DEVICE_REQUEST)))).toEqual([
      'win32/position wrong',
    ]);
  });
});

it('the buffer of a read that is refused stays as it was, all of it', () => {
  const calls = [create(), readFile({ handle: 5, length: 4 })];
  const [, { data }] = conforming({ ...CONFIG, mode: 'direct' }, calls) as [unknown, Win32Observation];
  expect(data).toEqual(bytes(F, F, F, F));
  for (const at of [0, 3]) {
    const changed = bytes(F, F, F, F).with(at, 1);
    expect(reasonsOf(judgeLast(calls, { data: changed }, { mode: 'direct' }))).toEqual([
      'win32/data changed-beyond-data',
    ]);
  }
});

describe('an output in the memory of the input', () => {
  const calls = [
    create(),
    deviceIoControl({ output: { length: 4, at: -1 }, outputBefore: bytes(F, 1, 2, 3) }),
  ];
  const device = deviceAnswering({ data: bytes(7, 8) });

  it.each([
    [[7, 8, 2, 3], []],
    [[7, 8, F, F], ['win32/data changed-beyond-data']],
    [[F, 1, 2, 3], ['win32/data not-transferred']],
    [[F, F, 2, 3], ['win32/data wrong-bytes']],
  ])('holds behind the data what it held before: %j', (values, reasons) => {
    expect(reasonsOf(judgeLast(calls, { data: bytes(...values) }, { device }))).toEqual(reasons);
  });

  it('is told of by the byte that was there', () => {
    const [breach] = breachesOf(judgeLast(calls, { data: bytes(7, 8, 2, 9) }, { device }));
    expect([breach?.expected, breach?.observed]).toEqual([
      'byte 3 is 0x03, of 2 bytes of data',
      'byte 3 is 0x09, 1 of 4 bytes differ',
    ]);
  });
});
