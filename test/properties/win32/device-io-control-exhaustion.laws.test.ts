import { expect, it } from 'vitest';
import { Executor } from '../../../src/execution/execute.ts';
import { contextOf, judgeRun } from '../../../src/execution/judge-run.ts';
import { CTL_CODE, FILE_WRITE_ACCESS } from '../../../src/nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM, FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
} from '../../../src/nt/ntstatus.ts';
import type { Subject } from '../../../src/subjects/index.ts';
import { Odometer } from '../../../src/trace/ops/draw/odometer.ts';
import { canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { traceOf } from '../../campaign/subjects.ts';
import { honest, subject, tell, told } from '../told-controls.setup.ts';

/** Every class of what can decide a DeviceIoControl. */
const CLASSES = {
  method: [0, 1, 2, 3],
  inputLength: [0, 9],
  outputLength: [0, 9],
  input: ['read-write', 'null'],
  output: ['read-write', 'null'],
  access: ['read-write', 'read'],
  isOverlapped: [false, true],
  passed: ['none', 'OVERLAPPED', 'an event'],
  deviceType: [FILE_DEVICE_UNKNOWN, FILE_DEVICE_FILE_SYSTEM],
  status: [
    STATUS_SUCCESS,
    STATUS_OBJECT_NAME_EXISTS,
    STATUS_BUFFER_OVERFLOW,
    STATUS_VERIFY_REQUIRED,
    STATUS_INVALID_PARAMETER,
  ],
  information: ['nothing', 'one byte', 'all', 'more'],
  isPended: [false, true],
} as const;

type Classes = typeof CLASSES;
type ChosenRequest = { readonly [Name in keyof Classes]: Classes[Name][number] };

const CANONICAL = canonicalOp('DeviceIoControl');

function program(...ops: readonly Op[]): Trace {
  return traceOf('buffered', ops, { setting: settingOf('buffered', { view: 'win32' }) });
}

it('model and implementation agree on every DeviceIoControl of every class', () => {
  const names = Object.keys(CLASSES) as (keyof Classes)[];
  const executor = new Executor(subject);
  const context = contextOf(subject);
  const counts = new Map<string, number>();
  const arms = new Set<string>();
  const odometer = new Odometer();
  let requests = 0;
  do {
    const chosen = Object.fromEntries(
      names.map((name) => [name, CLASSES[name][odometer.choose(CLASSES[name].length)]]),
    ) as ChosenRequest;
    const answer = honest(chosen);
    if (answer === null) continue;
    tell(answer);
    const { access, isOverlapped, deviceType, method, passed } = chosen;
    const request = {
      ...CANONICAL,
      code: CTL_CODE(deviceType, 0x800, method, FILE_WRITE_ACCESS),
      input: { ...CANONICAL.input, length: chosen.inputLength, memory: chosen.input },
      output: { ...CANONICAL.output, length: chosen.outputLength, memory: chosen.output },
      overlapped: passed !== 'none',
      event: passed === 'an event',
    };
    const opened = { ...canonicalOp('CreateFile'), access, overlapped: isOverlapped };
    const judged = judgeRun(executor.execute(program(opened, request, canonicalOp('CloseHandle'))), context);
    const breaches = judged.verdicts.flatMap(({ breach }) => breach ?? []);
    if (breaches.length > 0) expect({ chosen, breaches }).toEqual({ chosen, breaches: [] });
    requests += 1;
    for (const arm of judged.arms) arms.add(arm);
    for (const name of names) {
      const key = `${name} ${String(chosen[name])}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  } while (odometer.next());
  expect(requests).toBe(46_176);
  expect(counts.size).toBe(Object.values(CLASSES).reduce((sum, values) => sum + values.length, 0));
  expect(Math.min(...counts.values())).toBeGreaterThan(5_000);
  expect([...arms].filter((arm) => /^W1[gh] /.test(arm)).sort()).toEqual([
    'W1g error',
    'W1g success',
    'W1g warning',
    'W1h pending',
  ]);
});

it.each([
  ['win32/bytes', { information: 1 }],
  ['win32/result', { status: STATUS_INVALID_PARAMETER }],
  ['win32/data', { data: Uint8Array.of(1) }],
])('is not agreed on with a device that does otherwise: %s', (property, otherwise) => {
  const lie = { arm: 'told', status: STATUS_SUCCESS, information: 0, data: new Uint8Array(0) };
  const lies: Subject = {
    ...subject,
    model: { ...told, control: (state) => [{ ...lie, ...otherwise, next: state }] },
  };
  tell({ status: STATUS_SUCCESS, information: 0, bytes: 0, isPended: false });
  const output = { ...CANONICAL.output, length: 1 };
  const request = { ...CANONICAL, code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, 2, 0), output };
  const run = new Executor(lies).execute(program(canonicalOp('CreateFile'), request));
  expect(judgeRun(run, contextOf(lies)).verdicts.flatMap(({ breach }) => breach?.property ?? [])).toEqual([
    property,
  ]);
});
