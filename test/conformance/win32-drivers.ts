import type { DeviceModel } from '../../src/model/device.ts';
import type { NTSTATUS } from '../../src/nt/ntstatus.ts';
import type { Subject } from '../../src/subjects/index.ts';
import { fromDist, irpcheck } from './dist.ts';

const { Access, DeviceFlags, DeviceOperations, DeviceType, defineDriver, doFlagsOf, Err, NtError } =
  await fromDist<typeof import('../../src/driver.ts')>('driver');

/** What a device of a test answers to every read and write: a status that is no success. */
export interface Answer {
  status: NTSTATUS;
}

/** A device that moves nothing and gives `answer` to every transfer, as a driver and as its model. */
export function answeringSubject(answer: Readonly<Answer>): Subject {
  const outcomes = () => [
    { arm: 'answer', status: answer.status, information: 0, data: new Uint8Array(0), next: null },
  ];
  const model: DeviceModel<unknown> = {
    name: 'answering',
    arms: ['answer'],
    initial: () => null,
    read: outcomes,
    write: outcomes,
  };
  return {
    ...irpcheck.findSubject('article'),
    name: 'answering',
    movesNoData: ['buffered', 'direct', 'neither'],
    model,
    driver: defineDriver((driver, mode) => {
      const operations = new DeviceOperations();
      operations.read = () => Err(new NtError(answer.status));
      operations.write = () => Err(new NtError(answer.status));
      const device = driver.createDevice({
        name: '\\Device\\Example',
        deviceType: DeviceType.Unknown,
        flags: DeviceFlags.SECURE_OPEN,
        doFlags: doFlagsOf(mode),
        access: Access.NonExclusive,
        operations,
      });
      return device.ok ? driver.createSymbolicLink('\\??\\Example', '\\Device\\Example') : device;
    }),
  };
}
