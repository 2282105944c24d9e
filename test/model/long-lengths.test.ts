import { expect, it } from 'vitest';
import type { ModelConfig } from '../../src/model/state.ts';
import { CTL_CODE, FILE_ANY_ACCESS, type TransferMethod } from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_INSUFFICIENT_RESOURCES } from '../../src/nt/ntstatus.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { CONFIG, control, OPENING, open, outcomesAfter, read, write } from './calls.ts';

const FIRST_PAGE = { ...PLAIN_BUFFER, memory: 'first-page' } as const;
const LONG = 2 ** 32 - 1;
const AT_ONCE = [STATUS_ACCESS_VIOLATION];
const EITHER = [STATUS_ACCESS_VIOLATION, STATUS_INSUFFICIENT_RESOURCES];

const code = (method: TransferMethod): number =>
  CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method, FILE_ANY_ACCESS);
const withInput = (method: TransferMethod): Call =>
  control({ code: code(method), input: { ...FIRST_PAGE, length: LONG } });
const withOutput = (method: TransferMethod): Call =>
  control({ code: code(method), output: { ...FIRST_PAGE, length: LONG } });

/** What is copied or described may not be had; what is probed for writing is refused before (R22, R38, R39, R43). */
it.each<[BufferingMode, string, Call, readonly number[]]>([
  ['buffered', 'a write', write({ length: LONG, buffer: FIRST_PAGE }), EITHER],
  ['direct', 'a write', write({ length: LONG, buffer: FIRST_PAGE }), EITHER],
  ['buffered', 'a write of two pages', write({ length: 8192, buffer: FIRST_PAGE }), AT_ONCE],
  ['direct', 'a write of two pages', write({ length: 8192, buffer: FIRST_PAGE }), AT_ONCE],
  ['buffered', 'a read', read({ length: LONG, buffer: FIRST_PAGE }), AT_ONCE],
  ['neither', 'a read', read({ length: LONG, buffer: FIRST_PAGE }), AT_ONCE],
  ['buffered', 'an input of METHOD_BUFFERED', withInput(0), EITHER],
  ['buffered', 'an input of METHOD_IN_DIRECT', withInput(1), EITHER],
  ['buffered', 'an output of METHOD_OUT_DIRECT', withOutput(2), EITHER],
  ['buffered', 'an output of METHOD_BUFFERED', withOutput(0), AT_ONCE],
])('in %s mode %s of gigabytes may end so', (mode, _what, call, statuses) => {
  const outcomes = outcomesAfter({ ...CONFIG, mode }, [open(), call]);
  expect(outcomes.map(({ expected }) => expected.status)).toEqual(statuses);
});

it('a device that is given the length may run short, whatever its model says', () => {
  const config: ModelConfig = { ...CONFIG, mode: 'neither', device: OPENING };
  const call = write({ length: LONG, buffer: FIRST_PAGE });
  const statuses = outcomesAfter(config, [open(), call]).map(({ expected }) => expected.status);
  expect(statuses).toContain(STATUS_INSUFFICIENT_RESOURCES);
  expect(statuses.length).toBeGreaterThan(1);
});
