import { describe, expect, it } from 'vitest';
import { ArticleDevice } from '../../src/drivers/article.ts';
import type { DriverModule } from '../../src/impl/ddi/index.ts';
import {
  Access,
  type Device,
  DeviceFlags,
  type DeviceOperations,
  DeviceType,
  defineDriver,
  doFlagsOf,
  Ok,
  type ReadRequest,
  type Result,
} from '../../src/impl/framework/index.ts';
import { inspectDriver } from '../../src/subjects/inspect-driver.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { campaign } from './run-campaign.setup.ts';
import { subjectOf } from './subjects.ts';

class OverclaimingDevice extends ArticleDevice {
  override read(_device: Device, request: ReadRequest): Result<void> {
    this.copyStored(request);
    request.complete(Ok(request.stackLocation().length + 1));
    return Ok();
  }
}

/** Two devices, each with a link; the second one's buffering is its own. */
function twoDevices(secondMode: BufferingMode, newSecond: () => DeviceOperations): DriverModule {
  return defineDriver((driver, mode) => {
    const devices = [
      { name: 'First', doFlags: doFlagsOf(mode), operations: new ArticleDevice() },
      { name: 'Second', doFlags: doFlagsOf(secondMode), operations: newSecond() },
    ];
    for (const { name, doFlags, operations } of devices) {
      const device = driver.createDevice({
        name: `\\Device\\${name}`,
        deviceType: DeviceType.Unknown,
        flags: DeviceFlags.SECURE_OPEN,
        doFlags,
        access: Access.NonExclusive,
        operations,
      });
      if (!device.ok) return device;
      const link = driver.createSymbolicLink(`\\??\\${name}`, `\\Device\\${name}`);
      if (!link.ok) return link;
    }
    return Ok();
  });
}

function subjectWith(driver: DriverModule) {
  return subjectOf(driver, inspectDriver(driver, null));
}

describe.each<BufferingMode>(['buffered', 'direct', 'neither'])(
  'another device of a driver, in %s mode',
  (mode) => {
    it('is judged as the one that is opened by default', async () => {
      const subject = subjectWith(twoDevices(mode, () => new OverclaimingDevice()));
      const { findings } = await campaign({ subject, cases: 600, modes: ['buffered'] });
      const found = findings.find(({ property }) => property === 'contract/information-bounded');
      expect(found?.trace.ops).toMatchObject([
        { op: 'open', name: expect.stringMatching(/Second$/) },
        { op: 'read' },
      ]);
    });

    it('is not accused where it is correct', async () => {
      const subject = subjectWith(twoDevices(mode, () => new ArticleDevice()));
      const { findings, conclusion } = await campaign({ subject, cases: 3000 });
      expect([conclusion, findings]).toEqual(['conforms', []]);
    });
  },
);
