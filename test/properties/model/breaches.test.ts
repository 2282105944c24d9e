import { describe, expect, it } from 'vitest';
import { MULTIPLE_IRP_COMPLETE_REQUESTS } from '../../../src/nt/bug-check.ts';
import { STATUS_BUFFER_OVERFLOW, STATUS_END_OF_FILE } from '../../../src/nt/ntstatus.ts';
import { judgeModel } from '../../../src/properties/model/judge-model.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import type { Observation } from '../../../src/trace/run/observation.ts';
import { CONFIG, on, open, read, seek, write } from '../../model/calls.ts';
import { breachesOf, CONTEXT, conforming, judgeLast, reasonsOf, runOf } from './runs.ts';

const PROGRAM: readonly Call[] = [open(), write(), read({ length: 6, event: true })];
const FLUSH: readonly Call[] = [open(), on('NtFlushBuffersFile')];
const F = 0xf8;
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

type Row = [
  reason: string,
  calls: readonly Call[],
  change: Partial<Observation>,
  expected: string,
  observed: string,
];

const BREACHES: readonly Row[] = [
  [
    'model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS',
    PROGRAM,
    { status: STATUS_END_OF_FILE },
    'STATUS_SUCCESS, Information 4',
    'STATUS_END_OF_FILE, Information 4',
  ],
  [
    'model/status STATUS_SUCCESS-for-STATUS_INVALID_DEVICE_REQUEST',
    FLUSH,
    { status: 0 },
    'STATUS_INVALID_DEVICE_REQUEST',
    'STATUS_SUCCESS',
  ],
  [
    'model/status bug-check-for-STATUS_SUCCESS',
    PROGRAM,
    { ending: 'bug-check' },
    'STATUS_SUCCESS, Information 4',
    'bug check',
  ],
  [
    'model/status blocked-for-STATUS_SUCCESS',
    PROGRAM,
    { ending: 'blocked' },
    'STATUS_SUCCESS, Information 4',
    'never returns',
  ],
  [
    'model/information too-large',
    PROGRAM,
    { information: 5 },
    'STATUS_SUCCESS, Information 4',
    'STATUS_SUCCESS, Information 5',
  ],
  [
    'model/information too-small',
    PROGRAM,
    { information: 0 },
    'STATUS_SUCCESS, Information 4',
    'STATUS_SUCCESS, Information 0',
  ],
  [
    'model/iosb not-written',
    PROGRAM,
    { iosbWritten: false },
    'IOSB STATUS_SUCCESS, event signaled, file event signaled',
    'IOSB untouched, event signaled, file event signaled',
  ],
  [
    'model/iosb written-for-STATUS_INVALID_DEVICE_REQUEST',
    FLUSH,
    { iosbWritten: true },
    'IOSB untouched, file event not signaled',
    'IOSB STATUS_SUCCESS, file event not signaled',
  ],
  [
    'model/iosb status-STATUS_BUFFER_OVERFLOW-for-STATUS_SUCCESS',
    PROGRAM,
    { iosbStatus: STATUS_BUFFER_OVERFLOW },
    'IOSB STATUS_SUCCESS, event signaled, file event signaled',
    'IOSB STATUS_BUFFER_OVERFLOW, event signaled, file event signaled',
  ],
  [
    'model/iosb event-not-signaled',
    PROGRAM,
    { eventSignaled: false },
    'IOSB STATUS_SUCCESS, event signaled, file event signaled',
    'IOSB STATUS_SUCCESS, event not signaled, file event signaled',
  ],
  [
    'model/iosb event-signaled',
    [open(), write({ offset: 1n, event: true })],
    { eventSignaled: true },
    'IOSB untouched, event not signaled, file event not signaled',
    'IOSB untouched, event signaled, file event not signaled',
  ],
  [
    'model/iosb file-event-not-signaled',
    PROGRAM,
    { fileSignaled: false },
    'IOSB STATUS_SUCCESS, event signaled, file event signaled',
    'IOSB STATUS_SUCCESS, event signaled, file event not signaled',
  ],
  [
    'model/iosb file-event-signaled',
    [open(), seek(-1n), on('NtFlushBuffersFile'), seek(-1n)],
    { fileSignaled: true },
    'IOSB either way, file event not signaled',
    'IOSB untouched, file event signaled',
  ],
  [
    'model/data wrong-bytes',
    PROGRAM,
    { buffer: bytes(1, 9, 3, 9, F, F) },
    'byte 1 is 0x02, of 4 bytes of data',
    'byte 1 is 0x09, 2 of 6 bytes differ',
  ],
  ['model/data wrong-bytes', PROGRAM, { buffer: null }, '4 bytes of data', 'no buffer'],
  [
    'model/data wrong-bytes',
    PROGRAM,
    { buffer: bytes(1, 2, 3) },
    'byte 3 is 0x04, of 4 bytes of data',
    'byte 3 is no byte, 1 of 3 bytes differ',
  ],
  [
    'model/data changed-beyond-data',
    PROGRAM,
    { buffer: bytes(1, 2, 3, 4, F, 0) },
    'byte 5 is 0xF8, of 4 bytes of data',
    'byte 5 is 0x00, 1 of 6 bytes differ',
  ],
  [
    'model/data caller-data-changed',
    [open(), write()],
    { buffer: bytes(1, 2, 0, 4) },
    'byte 2 is 0x03, of 4 bytes of data',
    'byte 2 is 0x00, 1 of 4 bytes differ',
  ],
  ['model/position advanced', PROGRAM, { position: 4n }, 'position 0', 'position 4'],
  ['model/position wrong', [open(), seek(5n), read()], { position: 4n }, 'position 5', 'position 4'],
  ['model/position wrong', [open(), seek(5n)], { position: 6n }, 'position 5', 'position 6'],
  [
    'model/position wrong',
    [open({ overlapped: true }), read()],
    { position: 4n },
    'no position',
    'position 4',
  ],
  ['model/position wrong', [open(), on('NtClose')], { position: 0n }, 'no position', 'position 0'],
];

describe('a breach', () => {
  it.each(BREACHES)('%s', (reason, calls, change, expected, observed) => {
    const judgement = judgeLast(calls, change);
    expect(reasonsOf(judgement)).toEqual([reason]);
    expect(breachesOf(judgement)).toEqual([
      expect.objectContaining({ severity: 'error', op: calls.length - 1, expected, observed }),
    ]);
  });

  it('is reported by each property that shows it, in the order of the properties', () => {
    const judgement = judgeLast(PROGRAM, {
      status: STATUS_END_OF_FILE,
      iosbWritten: false,
      information: 0,
      buffer: bytes(F, F, F, F, F, F),
      position: 4n,
    });
    expect(reasonsOf(judgement)).toEqual([
      'model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS',
      'model/data not-transferred',
      'model/iosb not-written',
      'model/position advanced',
    ]);
  });

  it('ends the walk', () => {
    const observations = conforming(CONFIG, [...PROGRAM, read()]).map((seen) => ({ ...seen, position: 9n }));
    const judgement = judgeModel(runOf([...PROGRAM, read()], observations), CONTEXT);
    expect(breachesOf(judgement).map(({ op }) => op)).toEqual([0]);
    expect(judgement.verdicts.map(({ compared }) => compared)).toEqual([1, 0, 0, 1, 1, 0]);
    expect(judgement.arms).toEqual([]);
  });

  it('names the bug check', () => {
    const bugCheck = {
      op: 2,
      request: null,
      moment: 9,
      code: MULTIPLE_IRP_COMPLETE_REQUESTS,
      parameters: [],
      reason: 'completed twice',
    };
    const [breach] = breachesOf(judgeLast(PROGRAM, { ending: 'bug-check', position: 9n }, { bugCheck }));
    expect(breach?.observed).toBe('bug check MULTIPLE_IRP_COMPLETE_REQUESTS (0x44)');
  });

  it('names the exception that left the driver', () => {
    const driverException = {
      op: 2,
      request: null,
      moment: 9,
      name: 'TypeError',
      message: 'x is not a function',
    };
    const judgement = judgeLast(PROGRAM, { ending: 'bug-check' }, { driverException });
    expect(breachesOf(judgement)[0]?.observed).toBe('TypeError in the driver');
  });
});
