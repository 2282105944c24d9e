import { expect, it } from 'vitest';
import { Controls } from '../../src/drivers/controls.ts';
import { type Answer, wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { Executor } from '../../src/execution/execute.ts';
import { contextOf, judgeRun } from '../../src/execution/judge-run.ts';
import { Irp, NULL_VA, type Va } from '../../src/impl/ddi/index.ts';
import type { DeviceModel } from '../../src/model/device.ts';
import { defaultCallbacksModel } from '../../src/model/devices/default-callbacks.ts';
import {
  CTL_CODE,
  METHOD_BUFFERED,
  METHOD_OUT_DIRECT,
  type TransferMethod,
} from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import { IO_NO_INCREMENT } from '../../src/nt/irp.ts';
import { NormalPagePriority } from '../../src/nt/mdl.ts';
import {
  NT_ERROR,
  type NTSTATUS,
  STATUS_BUFFER_OVERFLOW,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
} from '../../src/nt/ntstatus.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { Odometer } from '../../src/trace/ops/draw/odometer.ts';
import { canonicalOp, type OpenOp } from '../../src/trace/ops/index.ts';
import { traceOf } from '../campaign/subjects.ts';
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
type Chosen = { readonly [Name in keyof Classes]: Classes[Name][number] };

/** What the device answers next, and the bytes that it puts into its output. */
const FILL = 0x55;
let next: { status: NTSTATUS; information: number; bytes: number; isPended: boolean };

/** Answers every control request as it is told. */
class Told extends Controls {
  protected override control(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    const { mdlAddress, systemBuffer } = irp;
    const output =
      mdlAddress === NULL_VA
        ? systemBuffer
        : this.ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
    if (next.bytes > 0) this.ddi.memory.fill(output, FILL, next.bytes);
    if (next.isPended) irp.markPending();
    const answer: Answer = { status: next.status, information: next.information };
    irp.status = answer.status;
    irp.information = answer.information;
    this.ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);
    return next.isPended ? STATUS_PENDING : answer.status;
  }
}

const told: DeviceModel<null> = {
  ...defaultCallbacksModel,
  name: 'told',
  arms: [...defaultCallbacksModel.arms, 'told'],
  control: () => [
    {
      arm: 'told',
      status: next.status,
      information: next.information,
      data: new Uint8Array(next.bytes).fill(FILL),
      next: null,
    },
  ],
};

const subject: Subject = { ...findSubject('controls'), model: told, driver: wdmDriverModule(Told) };

/** The lengths that a driver is told (R43): this is written from the rule once more, for the test. */
function toldLengths({ method, inputLength, outputLength, input, output }: Chosen): [number, number] {
  return [
    method !== 3 && input === 'null' ? 0 : inputLength,
    method === METHOD_BUFFERED && output === 'null' ? 0 : outputLength,
  ];
}

/** An honest Information of the class; null where there is none besides those of other classes. */
function informationOf(chosen: Chosen): number | null {
  const [inputLength, outputLength] = toldLengths(chosen);
  const { method, status, information, output } = chosen;
  const isCopied =
    method === METHOD_BUFFERED && inputLength + outputLength > 0 && output !== 'null' && !NT_ERROR(status);
  const isBounded = (isCopied && status !== STATUS_VERIFY_REQUIRED) || method === METHOD_OUT_DIRECT;
  switch (information) {
    case 'nothing':
      return 0;
    case 'one byte':
      return outputLength > 1 || !isBounded ? 1 : null;
    case 'all':
      return outputLength > 0 ? outputLength : null;
    case 'more':
      return isBounded ? null : outputLength + 3;
  }
}

/** How many bytes the driver puts at the start of its output. */
function bytesOf(
  { method }: Chosen,
  information: number,
  [inputLength, outputLength]: [number, number],
): number {
  if (method === METHOD_BUFFERED) return Math.min(information, Math.max(inputLength, outputLength));
  return method === METHOD_OUT_DIRECT ? Math.min(information, outputLength) : 0;
}

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
    ) as Chosen;
    way += 1;
    const information = informationOf(chosen);
    if (information === null || way % STRIDE !== 0) continue;
    const { status, isPended, method, required, major, access, overlapped, event } = chosen;
    next = { status, information, bytes: bytesOf(chosen, information, toldLengths(chosen)), isPended };
    const opened: OpenOp = { ...open, access, overlapped };
    const canonical = canonicalOp(major);
    const request = {
      ...canonical,
      code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method as TransferMethod, required),
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
  next = { status: STATUS_SUCCESS, information: 0, bytes: 0, isPended: false };
  const canonical = canonicalOp('control');
  const lies: Subject = { ...subject, model: { ...told, control: (state) => [{ ...lie, next: state }] } };
  const lie = { arm: 'told', status: STATUS_SUCCESS, information: 1, data: new Uint8Array(0) };
  const run = new Executor(lies).execute(traceOf('buffered', [canonicalOp('open'), canonical]));
  expect(judgeRun(run, contextOf(lies)).verdicts.flatMap(({ breach }) => breach?.property ?? [])).toEqual([
    'model/information',
  ]);
});
