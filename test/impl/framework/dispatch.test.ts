import { describe, expect, it } from 'vitest';
import { exampleDriver } from '../../../src/drivers/example-device.ts';
import {
  DeviceOperations,
  Err,
  framework,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
} from '../../../src/impl/framework/index.ts';
import { IRP_MJ_FLUSH_BUFFERS, IRP_MJ_READ } from '../../../src/nt/irp.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_NOT_IMPLEMENTED,
  STATUS_SUCCESS,
  STATUS_UNSUCCESSFUL,
} from '../../../src/nt/ntstatus.ts';
import { failing } from '../../../src/trace/during.ts';
import { NOTHING_LEFT, runDriver } from '../../drivers/run-driver.ts';
import { on, open, read, write } from '../../model/calls.ts';

type Read = (request: ReadRequest) => Result<void>;

/** A driver whose device reads as given. */
function readingDriver(answer: Read) {
  class Device extends DeviceOperations {
    override read(_device: unknown, request: ReadRequest): Result<void> {
      return answer(request);
    }
  }
  return exampleDriver(framework, () => new Device());
}

/** The IRP of one read with this callback. */
function readIrp(answer: Read) {
  const run = runDriver(readingDriver(answer), 'direct', [open(), read()]);
  return run.requests.find(({ major }) => major === IRP_MJ_READ);
}

describe('the framework’s dispatch', () => {
  it('completes with the status of an Err and Information 0', () => {
    expect(readIrp(() => Err(NtError.NOT_IMPLEMENTED))).toMatchObject({
      completions: 1,
      returned: STATUS_NOT_IMPLEMENTED,
      ioStatus: STATUS_NOT_IMPLEMENTED,
      information: 0,
    });
  });

  it('lets be what the callback completed, and returns its status', () => {
    const irp = readIrp((request) => {
      request.complete(Ok(3));
      return Err(NtError.UNSUCCESSFUL);
    });
    expect(irp).toMatchObject({ completions: 1, returned: STATUS_SUCCESS, information: 3 });
  });

  it('returns the error a callback completed with, whatever it returns', () => {
    const irp = readIrp((request) => {
      request.complete(Err(NtError.UNSUCCESSFUL));
      return Ok();
    });
    expect(irp).toMatchObject({
      completions: 1,
      returned: STATUS_UNSUCCESSFUL,
      ioStatus: STATUS_UNSUCCESSFUL,
    });
  });

  it('invents no completion for an Ok without one', () => {
    expect(readIrp(() => Ok())).toMatchObject({ completions: 0, returned: STATUS_SUCCESS });
  });

  it('tells a callback whether the request is completed', () => {
    const seen: unknown[] = [];
    readIrp((request) => {
      seen.push(request.isCompleted, request.completedStatus, request.major());
      request.complete(Err(NtError.END_OF_FILE));
      seen.push(request.isCompleted, request.completedStatus);
      return Ok();
    });
    expect(seen).toEqual([false, null, IRP_MJ_READ, true, STATUS_END_OF_FILE]);
  });

  it('stops the machine when a callback completes twice (R56)', () => {
    const run = runDriver(
      readingDriver((request) => {
        request.complete(Ok(0));
        request.complete(Ok(0));
        return Ok();
      }),
      'buffered',
      [open(), read()],
    );
    expect(run.bugCheck?.code).toBe(0x44);
  });

  it('completes a major function without a handler once (M9)', () => {
    const run = runDriver(
      readingDriver(() => Ok()),
      'buffered',
      [open(), on('NtFlushBuffersFile')],
    );
    expect(run.last?.status).toBe(STATUS_INVALID_DEVICE_REQUEST);
    const irp = run.requests.find(({ major }) => major === IRP_MJ_FLUSH_BUFFERS);
    expect(irp).toMatchObject({ completions: 1, returned: STATUS_INVALID_DEVICE_REQUEST });
  });

  it.each(['read', 'write'] as const)('does not call a %s whose buffer can’t be mapped (M10)', (kind) => {
    let called = 0;
    class Device extends DeviceOperations {
      override read(): Result<void> {
        called += 1;
        return Ok();
      }
      override write(): Result<void> {
        called += 1;
        return Ok();
      }
    }
    const driver = exampleDriver(framework, () => new Device());
    const transfer = { read, write }[kind]({ during: failing('system-mapping'), offset: 5n });
    const run = runDriver(driver, 'direct', [open(), transfer]);
    expect(run.last).toMatchObject({ status: STATUS_INSUFFICIENT_RESOURCES, iosbWritten: false });
    expect(called).toBe(0);
    expect(run.balance).toEqual(NOTHING_LEFT);
  });

  it('maps nothing for the default callbacks', () => {
    const driver = exampleDriver(framework, () => new DeviceOperations());
    const during = failing('system-mapping');
    const run = runDriver(driver, 'direct', [open(), read({ during }), write({ during })]);
    expect(run.observations.map(({ status }) => status)).toEqual([0, 0, 0]);
  });

  it.each([
    ['create', ['create']],
    ['cleanup', ['create', 'cleanup', 'close']],
    ['close', ['create', 'cleanup', 'close']],
  ] as const)('hands %s to its callback, which may fail it', (failing, expected) => {
    const called: string[] = [];
    const answer = (name: string): Result<void> => {
      called.push(name);
      return Err(NtError.ACCESS_VIOLATION);
    };
    class Device extends DeviceOperations {
      override create(...parameters: Parameters<DeviceOperations['create']>): Result<void> {
        if (failing === 'create') return answer('create');
        called.push('create');
        return super.create(...parameters);
      }
      override cleanup(): Result<void> {
        return answer('cleanup');
      }
      override close(): Result<void> {
        return answer('close');
      }
    }
    const run = runDriver(
      exampleDriver(framework, () => new Device()),
      'buffered',
      [open(), on('NtClose')],
    );
    expect(called).toEqual(expected);
    if (failing === 'create') expect(run.observations[0]?.status).toBe(STATUS_ACCESS_VIOLATION);
    expect(run.requests.every(({ completions }) => completions === 1)).toBe(true);
  });
});
