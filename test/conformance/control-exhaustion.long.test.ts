import { expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { contextOf, judgeRun } from '../../src/execution/judge-run.ts';
import { CTL_CODE } from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
} from '../../src/nt/ntstatus.ts';
import type { Subject } from '../../src/subjects/index.ts';
import { Odometer } from '../../src/trace/ops/draw/odometer.ts';
import { canonicalOp, type OpenOp } from '../../src/trace/ops/index.ts';
import { traceOf } from '../campaign/subjects.ts';
import { honest, subject, tell, told } from '../properties/told-controls.setup.ts';
import { amount, isWhole } from './amount.ts';

/** Every class of what can decide a control request without a fault. */
const CLASSES = {
  method: [0, 1, 2, 3],
  inputLength: [0, 1, 9],
  outputLength: [0, 1, 9],
  input: ['read-write', 'null'],
  output: ['read-write', 'null'],
  access: ['read-write', 'read', 'append'],
  required: [0, 1, 2],
  overlapped: [false, true],
  event: [false, true],
  major: ['control', 'fs-control'],
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

/** Of so many ways one is taken: there are no classes of as many values, so that each value is among them. */
const STRIDE = amount(11, 1);

type Classes = typeof CLASSES;
type ChosenRequest = { readonly [Name in keyof Classes]: Classes[Name][number] };

it('model and implementation agree on every control request of every class', () => {
  const names = Object.keys(CLASSES) as (keyof Classes)[];
  const executor = new Executor(subject);
  const context = contextOf(subject);
  const counts = new Map<string, number>();
  const arms = new Set<string>();
  const open = canonicalOp('open');
  const odometer = new Odometer();
  let requests = 0;
  let way = 0;
  do {
    const chosen = Object.fromEntries(
      names.map((name) => [name, CLASSES[name][odometer.choose(CLASSES[name].length)]]),
    ) as ChosenRequest;
    way += 1;
    const answer = honest(chosen);
    if (answer === null || way % STRIDE !== 0) continue;
    tell(answer);
    const { method, required, major, access, overlapped, event } = chosen;
    const opened: OpenOp = { ...open, access, overlapped };
    const canonical = canonicalOp(major);
    const request = {
      ...canonical,
      code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method, required),
      input: { ...canonical.input, length: chosen.inputLength, memory: chosen.input },
      output: { ...canonical.output, length: chosen.outputLength, memory: chosen.output },
      event,
    };
    const trace = traceOf('buffered', [opened, request, canonicalOp('close')]);
    const judged = judgeRun(executor.execute(trace), context);
    const breaches = judged.verdicts.flatMap(({ breach }) => breach ?? []);
    if (breaches.length > 0) expect({ chosen, breaches }).toEqual({ chosen, breaches: [] });
    requests += 1;
    for (const arm of judged.arms) arms.add(arm);
    for (const name of names) {
      const key = `${name} ${String(chosen[name])}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  } while (odometer.next());
  if (isWhole) expect(requests).toBe(318_816);
  expect(counts.size).toBe(Object.values(CLASSES).reduce((sum, values) => sum + values.length, 0));
  expect(Math.min(...counts.values())).toBeGreaterThan(10_000 / STRIDE);
  expect([...arms].filter((arm) => arm.startsWith('R43')).sort()).toEqual([
    'R43 buffered',
    'R43 in direct',
    'R43 lock',
    'R43 neither',
    'R43 nothing to pass',
    'R43 out direct',
    'R43a access denied',
    'R43b file-system control',
  ]);
});

it('is not agreed on with a device that does otherwise', () => {
  tell({ status: STATUS_SUCCESS, information: 0, bytes: 0, isPended: false });
  const canonical = canonicalOp('control');
  const lies: Subject = { ...subject, model: { ...told, control: (state) => [{ ...lie, next: state }] } };
  const lie = { arm: 'told', status: STATUS_SUCCESS, information: 1, data: new Uint8Array(0) };
  const run = new Executor(lies).execute(traceOf('buffered', [canonicalOp('open'), canonical]));
  expect(judgeRun(run, contextOf(lies)).verdicts.flatMap(({ breach }) => breach?.property ?? [])).toEqual([
    'model/information',
  ]);
});
