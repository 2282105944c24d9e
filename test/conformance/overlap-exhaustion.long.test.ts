import { expect, it } from 'vitest';
import { Controls } from '../../src/drivers/controls.ts';
import { wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { Executor } from '../../src/execution/execute.ts';
import { contextOf, judgeRun } from '../../src/execution/judge-run.ts';
import { Irp, NULL_VA, type Va } from '../../src/impl/ddi/index.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../../src/model/device.ts';
import { defaultCallbacksModel } from '../../src/model/devices/default-callbacks.ts';
import {
  CTL_CODE,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  methodOf,
  type TransferMethod,
} from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import { IO_NO_INCREMENT } from '../../src/nt/irp.ts';
import { NormalPagePriority } from '../../src/nt/mdl.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_INVALID_PARAMETER,
} from '../../src/nt/ntstatus.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { changing } from '../../src/trace/during.ts';
import { Odometer } from '../../src/trace/ops/draw/odometer.ts';
import { type ControlOp, canonicalOp, isConsistent } from '../../src/trace/ops/index.ts';
import type { Fragmentation } from '../../src/trace/trace.ts';
import { traceOf } from '../campaign/subjects.ts';
import { amount, isWhole } from './amount.ts';

/** Every class of what decides a request whose buffers are in one piece. */
const CLASSES = {
  method: [0, 1, 2, 3],
  inputLength: [0, 1, 5, 4097],
  outputLength: [0, 1, 6, 4097],
  at: [-4097, -5, -1, 0, 1, 4, 5, 4096],
  pageOffset: [0, 4092],
  memory: ['read-write', 'read-only', 'no-access'],
  shared: [false, true],
  change: ['none', 'unmap', 'protect'],
  major: ['control', 'fs-control'],
  status: [STATUS_BUFFER_OVERFLOW, STATUS_INVALID_PARAMETER],
  fragmentation: ['contiguous', 'scattered'],
} as const;

/** Of so many ways one is taken: there are no classes of as many values, so that each value is among them. */
const STRIDE = amount(7, 1);

type Classes = typeof CLASSES;
type Chosen = { readonly [Name in keyof Classes]: Classes[Name][number] };

let status: NTSTATUS = STATUS_BUFFER_OVERFLOW;

/** Gives the input back to front, and what it can't reach is STATUS_ACCESS_VIOLATION. */
class Reverses extends Controls {
  protected override control(irpVa: Va): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    const given = this.guarded(() => ({ status, information: this.#give(irp) }));
    irp.status = given.status;
    irp.information = given.information;
    this.ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);
    return given.status;
  }

  #give(irp: Irp): number {
    const { ioControlCode, type3InputBuffer, inputBufferLength, outputBufferLength } =
      irp.currentStackLocation;
    const method = methodOf(ioControlCode);
    const { memory } = this.ddi;
    const input = new Uint8Array(inputBufferLength);
    if (method === METHOD_NEITHER) this.probeInput(type3InputBuffer, inputBufferLength);
    memory.copyOut(method === METHOD_NEITHER ? type3InputBuffer : irp.systemBuffer, input, 0, input.length);
    input.reverse();
    const bytes = Math.min(input.length, outputBufferLength);
    if (method === METHOD_IN_DIRECT) return bytes;
    if (method === METHOD_NEITHER) this.probeOutput(irp.userBuffer, outputBufferLength);
    const mapped =
      irp.mdlAddress === NULL_VA
        ? irp.systemBuffer
        : this.ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, NormalPagePriority);
    if (bytes > 0) memory.copyIn(method === METHOD_NEITHER ? irp.userBuffer : mapped, input, 0, bytes);
    return bytes;
  }
}

/** What the device was given last; null for nothing. */
let told: DeviceControlRequest | null = null;

function reversed(request: DeviceControlRequest): DeviceOutcome<null> {
  told = request;
  const { input, outputLength, writable, code } = request;
  const arm = 'reversed';
  if (input === null || !writable)
    return { arm, status: STATUS_ACCESS_VIOLATION, information: 0, data: new Uint8Array(0), next: null };
  const bytes = Math.min(input.length, outputLength);
  const data =
    methodOf(code) === METHOD_IN_DIRECT ? new Uint8Array(0) : input.slice().reverse().subarray(0, bytes);
  return { arm, status, information: bytes, data, next: null };
}

const model: DeviceModel<null> = {
  ...defaultCallbacksModel,
  name: 'reverses',
  arms: [...defaultCallbacksModel.arms, 'reversed'],
  leavesRest: true,
  control: (_state, request) => [reversed(request)],
};

const subject: Subject = { ...findSubject('controls'), model, driver: wdmDriverModule(Reverses) };

/** Null where the buffers can't be in one piece so. */
function requestOf(chosen: Chosen): ControlOp | null {
  const { method, inputLength, outputLength, at, pageOffset, memory, shared, change, major } = chosen;
  const op = {
    ...canonicalOp('control'),
    op: major,
    code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method as TransferMethod, 0),
    input: { length: inputLength, pageOffset, memory, shared },
    output: { ...canonicalOp('control').output, length: outputLength, at },
    during: change === 'none' ? [] : changing('dispatch', change),
  } as ControlOp;
  return isConsistent(op) ? op : null;
}

const machineOf = (fragmentation: Fragmentation) => ({
  fragmentation,
  frameSeed: fragmentation === 'scattered' ? 77 : 0,
});

/** Clears its output before it has read its input. */
class ClearsFirst extends Reverses {
  protected override probeInput(address: Va, lengthBytes: number): void {
    super.probeInput(address, lengthBytes);
    this.ddi.memory.fill(address, 0, Math.min(1, lengthBytes));
  }
}

it('is not agreed on with a device that writes its output before it has read its input', () => {
  status = STATUS_BUFFER_OVERFLOW;
  const base = canonicalOp('control');
  const request: ControlOp = {
    ...base,
    code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_NEITHER, 0),
    input: { ...base.input, length: 3 },
    output: { ...base.output, length: 3, at: 0 },
  };
  const clears: Subject = { ...subject, driver: wdmDriverModule(ClearsFirst) };
  const run = new Executor(clears).execute(traceOf('buffered', [canonicalOp('open'), request]));
  const breaches = judgeRun(run, contextOf(clears)).verdicts.flatMap(({ breach }) => breach ?? []);
  expect(breaches.map(({ property, reason }) => [property, reason])).toEqual([['model/data', 'wrong-bytes']]);
});

it('model and implementation agree on every control request whose buffers are in one piece', () => {
  const names = Object.keys(CLASSES) as (keyof Classes)[];
  const executor = new Executor(subject);
  const context = contextOf(subject);
  const counts = new Map<string, number>();
  const odometer = new Odometer();
  let requests = 0;
  let inPlace = 0;
  let way = 0;
  let bytesCompared = 0;
  do {
    const chosen = Object.fromEntries(
      names.map((name) => [name, CLASSES[name][odometer.choose(CLASSES[name].length)]]),
    ) as Chosen;
    way += 1;
    const request = requestOf(chosen);
    if (request === null || way % STRIDE !== 0) continue;
    status = chosen.status;
    told = null;
    const plain = traceOf('buffered', [canonicalOp('open'), request, canonicalOp('close')]);
    const setting = { ...plain.setting, machine: machineOf(chosen.fragmentation) };
    const run = executor.execute({ ...plain, setting });
    const judged = judgeRun(run, context);
    const breaches = judged.verdicts.flatMap(({ breach }) => breach ?? []);
    if (breaches.length > 0) expect({ chosen, breaches }).toEqual({ chosen, breaches: [] });
    requests += 1;
    if (judged.arms.includes('R43d in one piece')) inPlace += 1;
    bytesCompared += judged.verdicts.find(({ property }) => property === 'model/data')?.compared ?? 0;
    const outputAt = chosen.method === METHOD_NEITHER ? chosen.at : null;
    if (told !== null) expect(told).toMatchObject({ outputAt, inputLength: chosen.inputLength });
    for (const name of names) {
      const key = `${name} ${String(chosen[name])}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  } while (odometer.next());
  if (isWhole) expect({ requests, inPlace }).toEqual({ requests: 82_944, inPlace: 50_976 });
  expect(inPlace).toBeGreaterThan(50_000 / STRIDE);
  expect(bytesCompared).toBeGreaterThan(1_000_000 / STRIDE);
  expect(counts.size).toBe(Object.values(CLASSES).reduce((sum, values) => sum + values.length, 0));
  expect(Math.min(...counts.values())).toBeGreaterThan(1000 / STRIDE);
});
