import { describe, expect, it } from 'vitest';
import type { DeviceModel, DeviceRequest } from '../../src/model/device.ts';
import { opensOnly } from '../../src/model/devices/opens-only.ts';
import { STATUS_ACCESS_DENIED, STATUS_SUCCESS, STATUS_UNSUCCESSFUL } from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import { CONFIG, on, open, outcomeAfter, outcomesAfter, read, seek, write } from './calls.ts';

const NONE = new Uint8Array(0);

/** A device that notes what it is asked, and has its say in everything. Its state counts the opens. */
function noting(parts: Partial<DeviceModel<number>> = {}): {
  readonly model: DeviceModel<number>;
  readonly requests: DeviceRequest[];
} {
  const requests: DeviceRequest[] = [];
  const transfer = (state: number, request: DeviceRequest) => {
    requests.push(request);
    return [{ arm: 'asked', status: STATUS_SUCCESS, information: 0, data: NONE, next: state }];
  };
  const model: DeviceModel<number> = {
    name: 'noting',
    arms: ['asked', 'opened', 'flushed'],
    initial: () => 0,
    create: opensOnly.create,
    read: transfer,
    write: transfer,
    ...parts,
  };
  return { model, requests };
}

function lastRequest(mode: 'buffered' | 'direct' | 'neither', ...calls: Call[]): DeviceRequest | undefined {
  const { model, requests } = noting();
  outcomesAfter({ ...CONFIG, device: model, mode }, calls);
  return requests.at(-1);
}

describe('what a device is told', () => {
  it('which open it is, and its position (R7, R28)', () => {
    const synchronous = lastRequest('buffered', open(), open(), seek(7n, 1), read({ handle: 1 }));
    expect(synchronous).toMatchObject({ file: 1, synchronous: true, position: 7n });
    expect(lastRequest('buffered', open({ overlapped: true }), read())).toMatchObject({
      file: 0,
      synchronous: false,
    });
  });

  it('which of its own attempts fail', () => {
    const plain = { mappable: true, ownMappable: true, allocatable: true };
    expect(lastRequest('buffered', open(), read())).toMatchObject(plain);
    expect(lastRequest('buffered', open(), read({ during: failing('pool-allocation') }))).toMatchObject({
      ...plain,
      allocatable: false,
    });
    const unmapped = read({ during: failing('system-mapping') });
    expect(lastRequest('neither', open(), unmapped)).toMatchObject({ ...plain, ownMappable: false });
    expect(lastRequest('direct', open(), unmapped)).toMatchObject({ mappable: false, ownMappable: false });
    expect(lastRequest('neither', open(), { ...unmapped, length: 0 })).toMatchObject(plain);
  });

  it.each([
    ['neither', 'read-write', 4, true],
    ['neither', 'read-only', 4, true],
    ['neither', 'last-page-no-access', 4, false],
    ['neither', 'null', 4, false],
    ['neither', 'null', 0, true],
    ['direct', 'read-only', 4, true],
  ] as const)(
    'whether it can read the buffer of a write: %s, %s, %d bytes',
    (mode, memory, length, accessible) => {
      expect(lastRequest(mode, open(), write({ buffer: { ...PLAIN_BUFFER, memory }, length }))).toMatchObject(
        { accessible },
      );
    },
  );
});

describe('what a device answers', () => {
  it('a position becomes that of a synchronous open, and only its own (R28)', () => {
    const { model } = noting({
      read: (next) => [{ arm: 'asked', status: 0, information: 0, data: NONE, position: 9n, next }],
    });
    const config = { ...CONFIG, device: model };
    const positionAfter = (...calls: Call[]) => outcomeAfter(config, calls).expected.position;
    expect(positionAfter(open(), read())).toBe(9n);
    expect(positionAfter(open(), read(), on('NtQueryInformationFile'))).toBe(9n);
    expect(positionAfter(open(), open(), read(), on('NtQueryInformationFile', 1))).toBe(0n);
    expect(positionAfter(open({ overlapped: true }), read())).toBeNull();
  });

  it('an open that succeeds changes its state, one that fails gives no handle (R10)', () => {
    const { model } = noting({
      create: (count) => [
        { arm: 'opened', status: count < 1 ? STATUS_SUCCESS : STATUS_ACCESS_DENIED, next: count + 1 },
      ],
    });
    const config = { ...CONFIG, device: model };
    const opened = outcomeAfter(config, [open()]);
    expect(opened).toMatchObject({ arms: ['R9 opened', 'opened'], next: { handles: [0], device: 1 } });
    const refused = outcomeAfter(config, [open(), open()]);
    expect(refused).toMatchObject({ arms: ['opened'], next: { handles: [0], device: 2 } });
    expect(refused.expected).toMatchObject({
      status: STATUS_ACCESS_DENIED,
      iosb: { written: false },
      fileSignaled: null,
    });
  });

  it('it hears of the last handle’s end alone (R11, R12)', () => {
    const { model } = noting({ close: (_state, file) => 100 + file });
    const config = { ...CONFIG, device: model };
    const calls = [open(), open(), on('NtDuplicateObject', 1), on('NtClose', 1)];
    expect(outcomeAfter(config, calls).next.device).toBe(0);
    expect(outcomeAfter(config, [...calls, on('NtClose', 2)]).next.device).toBe(101);
  });

  it.each([
    [
      'success',
      false,
      STATUS_SUCCESS,
      'R49 completed',
      { written: true, status: 0, information: undefined },
      true,
    ],
    ['an error', false, STATUS_UNSUCCESSFUL, 'R49 error', { written: false }, false],
    ['success, overlapped', true, STATUS_SUCCESS, 'R49 completed', null, undefined],
  ] as const)('a flush: %s', (_title, overlapped, status, arm, iosb, fileSignaled) => {
    const { model } = noting({ flush: (count) => [{ arm: 'flushed', status, next: count + 1 }] });
    const outcome = outcomeAfter({ ...CONFIG, device: model }, [
      open({ overlapped }),
      on('NtFlushBuffersFile'),
    ]);
    expect(outcome).toMatchObject({ arms: [arm, 'flushed'], next: { device: 1 } });
    expect(outcome.expected).toMatchObject({ status, iosb });
    expect(outcome.expected.fileSignaled).toBe(fileSignaled);
  });

  it('nothing is no answer', () => {
    const create = noting({ create: () => [] }).model;
    const flush = noting({ flush: () => [] }).model;
    const message = 'the model noting allows no outcome';
    expect(() => outcomesAfter({ ...CONFIG, device: create }, [open()])).toThrow(message);
    expect(() => outcomesAfter({ ...CONFIG, device: flush }, [open(), on('NtFlushBuffersFile')])).toThrow(
      message,
    );
  });
});
