import { describe, expect, it } from 'vitest';
import { Controls } from '../../../src/drivers/controls.ts';
import { type Answer, answerOf, transferred, wdmDriverModule } from '../../../src/drivers/wdm-driver.ts';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { Executor } from '../../../src/execution/execute.ts';
import { type IoStackLocation, type Irp, vaAdd } from '../../../src/impl/ddi/index.ts';
import { CTL_CODE, type TransferMethod } from '../../../src/nt/control-code.ts';
import { IRP_BUFFERED_IO, IRP_INPUT_OPERATION, IRP_MJ_DEVICE_CONTROL } from '../../../src/nt/irp.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
} from '../../../src/nt/ntstatus.ts';
import { noDisclosure } from '../../../src/properties/contract/no-disclosure.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { type ControlOp, canonicalOp } from '../../../src/trace/ops/index.ts';
import type { Request } from '../../../src/trace/run/request.ts';
import { open, traceOf } from '../../campaign/subjects.ts';
import { control as controlCall, open as openCall } from '../../model/calls.ts';
import { irp, judge, OBSERVED, runOf } from './runs.ts';

const codeOf = (method: TransferMethod): number => CTL_CODE(0x22, 0x800, method, 0);

const COPIED = IRP_BUFFERED_IO | IRP_INPUT_OPERATION;

/** A completed control request with an output of 4 bytes. */
function controlled(method: TransferMethod, fields: Partial<Request>, outputLength = 4): Request {
  const parameters = {
    length: 0,
    key: 0,
    byteOffset: 0n,
    control: { code: codeOf(method), inputLength: 8, outputLength },
  };
  return { ...irp({ major: IRP_MJ_DEVICE_CONTROL, hasMdl: false, ...fields }), parameters };
}

describe('Information of a control request (R46, R49a)', () => {
  it.each<[string, TransferMethod, Partial<Request>, severity: string | null, compared: number]>([
    ['METHOD_BUFFERED that copies back', 0, { flags: COPIED }, 'error', 1],
    ['METHOD_BUFFERED with a warning', 0, { flags: COPIED, ioStatus: STATUS_BUFFER_OVERFLOW }, 'error', 1],
    ['METHOD_BUFFERED with an error', 0, { flags: COPIED, ioStatus: STATUS_BUFFER_TOO_SMALL }, null, 0],
    ['METHOD_BUFFERED to be verified', 0, { flags: COPIED, ioStatus: STATUS_VERIFY_REQUIRED }, null, 0],
    ['METHOD_BUFFERED without an output', 0, { flags: IRP_BUFFERED_IO }, null, 0],
    ['METHOD_IN_DIRECT', 1, { flags: IRP_BUFFERED_IO }, null, 0],
    ['METHOD_OUT_DIRECT', 2, {}, 'warning', 1],
    ['METHOD_OUT_DIRECT with an error', 2, { ioStatus: STATUS_INVALID_PARAMETER }, null, 0],
    ['METHOD_NEITHER', 3, {}, null, 0],
  ])('of %s', (_title, method, fields, severity, compared) => {
    const more = judge(
      'information-bounded',
      runOf({ requests: [controlled(method, { ...fields, information: 5 })] }),
    );
    expect(more.breach?.severity ?? null).toBe(severity);
    expect(more.compared).toBe(compared);
    if (severity !== null) expect(more.breach?.expected).toBe('Information at most 4');
    const exact = judge(
      'information-bounded',
      runOf({ requests: [controlled(method, { ...fields, information: 4 })] }),
    );
    expect(exact).toMatchObject({ breach: null, compared });
  });
});

describe('the second buffer of a control request (R83)', () => {
  const call = controlCall({ code: codeOf(1) });
  const run = (method: TransferMethod, bytes: readonly number[], outputLength = 4) =>
    runOf({
      calls: [openCall(), controlCall({ code: codeOf(method) })],
      observations: [OBSERVED, { ...OBSERVED, buffer: Uint8Array.from(bytes) }],
      requests: [controlled(method, { hasMdl: true }, outputLength)],
    });
  const given = [...(call.outputData ?? [])];

  it('stays as it is with METHOD_IN_DIRECT', () => {
    expect(judge('read-only-respected', run(1, given))).toMatchObject({ breach: null, compared: 1 });
    expect(judge('read-only-respected', run(1, [1, 2, 0, 4]))).toMatchObject({
      breach: { reason: 'caller-data-changed', op: 1, observed: '1 of them changed' },
    });
  });

  it('is not looked at with another method, or without bytes', () => {
    expect(judge('read-only-respected', run(2, [0, 0, 0, 0]))).toMatchObject({ breach: null, compared: 0 });
    expect(judge('read-only-respected', run(1, [0, 0, 0, 0], 0))).toMatchObject({
      breach: null,
      compared: 0,
    });
  });
});

it('a control request that gave bytes is one that could disclose some', () => {
  const calls = [openCall(), controlCall({ code: codeOf(0) })];
  const base = runOf({ calls });
  expect(noDisclosure.relation.judge(base, base)).toMatchObject({ compared: 1, breach: null });
});

const IOCTL_COPY = CTL_CODE(0x22, 0x903, 3, 0);

/** Takes the first byte of its input for the number of bytes to copy: it looks at it once more when it copies. */
class FetchesTwice extends Controls {
  protected override copy(request: Irp, location: IoStackLocation): Answer {
    const { memory } = this.ddi;
    const { type3InputBuffer, inputBufferLength, outputBufferLength } = location;
    this.probeInput(type3InputBuffer, inputBufferLength);
    this.probeOutput(request.userBuffer, outputBufferLength);
    if (inputBufferLength === 0) return answerOf(STATUS_INVALID_PARAMETER);
    const room = Math.min(inputBufferLength - 1, outputBufferLength);
    if (this.countIn(type3InputBuffer) > room) return answerOf(STATUS_BUFFER_TOO_SMALL);
    const count = this.countIn(type3InputBuffer);
    for (let at = 0; at < count; at += 1)
      memory.writeU8(vaAdd(request.userBuffer, at), memory.readU8(vaAdd(type3InputBuffer, at + 1)));
    return transferred(count);
  }

  protected countIn(address: IoStackLocation['type3InputBuffer']): number {
    return this.ddi.memory.readU8(address);
  }
}

class FetchesOnce extends FetchesTwice {
  #count: number | null = null;

  protected override copy(request: Irp, location: IoStackLocation): Answer {
    this.#count = null;
    return super.copy(request, location);
  }

  protected override countIn(address: IoStackLocation['type3InputBuffer']): number {
    this.#count ??= super.countIn(address);
    return this.#count;
  }
}

describe('a length in the caller’s own input, METHOD_NEITHER', () => {
  const canonical = canonicalOp('control');
  const copy: ControlOp = {
    ...canonical,
    code: IOCTL_COPY,
    input: { ...canonical.input, length: 2 },
    output: { ...canonical.output, length: 1 },
  };
  const breachesOf = (driver: typeof FetchesTwice, mode: 'buffered' | 'neither'): string[] => {
    const subject = { ...findSubject('controls'), model: null, driver: wdmDriverModule(driver) };
    const breaches = new CaseRunner(subject).breaches(traceOf(mode, [open(), copy]));
    return breaches.map(({ property, reason }) => `${property} ${reason}`);
  };

  it.each(['buffered', 'neither'] as const)('is fetched once, in %s mode', (mode) => {
    expect(breachesOf(FetchesTwice, mode)).toEqual(['contract/no-double-fetch in-bounds']);
    expect(breachesOf(FetchesOnce, mode)).toEqual([]);
  });

  it('is honest where the status is a success', () => {
    const subject = { ...findSubject('controls'), model: null, driver: wdmDriverModule(FetchesOnce) };
    const [, observed] = new Executor(subject).execute(traceOf('neither', [open(), copy])).observations;
    expect(observed).toMatchObject({ status: STATUS_SUCCESS, information: 1 });
  });
});
