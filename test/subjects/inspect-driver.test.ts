import { describe, expect, it } from 'vitest';
import { ArticleDevice, articleDriver } from '../../src/drivers/article.ts';
import { wdmArticleDriver } from '../../src/drivers/wdm-article.ts';
import { type DriverModule, DriverObject } from '../../src/impl/ddi/index.ts';
import {
  Access,
  DeviceFlags,
  type DeviceOptions,
  DeviceType,
  defineDriver,
  doFlagsOf,
  Err,
  framework,
  NtError,
  Ok,
} from '../../src/impl/framework/index.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO } from '../../src/nt/device.ts';
import { POOL_FLAG_NON_PAGED } from '../../src/nt/pool.ts';
import { ModuleError } from '../../src/subjects/bundle-module.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { inspectDriver } from '../../src/subjects/inspect-driver.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../src/trace/trace.ts';

const options = (name: string, doFlags: number): DeviceOptions => ({
  name,
  deviceType: DeviceType.Unknown,
  flags: DeviceFlags.SECURE_OPEN,
  doFlags,
  access: Access.NonExclusive,
  operations: new ArticleDevice(),
});

/** A driver with such flags by the mode it is asked for. */
const withFlags = (doFlags: (mode: BufferingMode) => number): DriverModule =>
  defineDriver((driver, mode) => {
    const device = driver.createDevice(options('\\Device\\Example', doFlags(mode)));
    return device.ok ? Ok() : device;
  });

describe('what a driver shows', () => {
  it.each([
    ['the framework', articleDriver(framework)],
    ['plain WDM', wdmArticleDriver],
  ])('on %s', (_what, driver) => {
    expect(inspectDriver(driver, null)).toEqual({
      deviceNames: expect.arrayContaining(['\\??\\Example', '\\Device\\Example']),
      openName: '\\??\\Example',
      modes: ['buffered', 'direct', 'neither'],
      exclusive: false,
    });
  });

  it('an exclusive device', () => {
    expect(inspectDriver(articleDriver(framework, Access.Exclusive), null).exclusive).toBe(true);
  });

  it('a device without a link is opened by its own name', () => {
    expect(inspectDriver(withFlags(doFlagsOf), null)).toMatchObject({
      deviceNames: ['\\Device\\Example'],
      openName: '\\Device\\Example',
    });
  });

  it.each<[mode: BufferingMode, flags: number]>([
    ['buffered', DO_BUFFERED_IO],
    ['buffered', DO_BUFFERED_IO | DO_DIRECT_IO],
    ['direct', DO_DIRECT_IO],
    ['neither', 0],
  ])('a driver that takes no notice of the mode has one: %s', (mode, flags) => {
    expect(
      inspectDriver(
        withFlags(() => flags),
        null,
      ).modes,
    ).toEqual([mode]);
  });

  it('modes in which it does not load are left out', () => {
    const driver = defineDriver((each, mode) => {
      if (mode === 'buffered') return Err(NtError.NOT_IMPLEMENTED);
      const device = each.createDevice(options('\\Device\\Example', doFlagsOf(mode)));
      return device.ok ? Ok() : device;
    });
    expect(inspectDriver(driver, null).modes).toEqual(['direct', 'neither']);
  });

  it('of several devices, the one that is asked for', () => {
    const driver = defineDriver((each, mode) => {
      for (const name of ['First', 'Second']) {
        const device = each.createDevice(options(`\\Device\\${name}`, doFlagsOf(mode)));
        if (!device.ok) return device;
        const link = each.createSymbolicLink(`\\??\\${name}`, `\\Device\\${name}`);
        if (!link.ok) return link;
      }
      return Ok();
    });
    expect(inspectDriver(driver, '\\??\\Second')).toMatchObject({
      openName: '\\??\\Second',
      deviceNames: expect.not.arrayContaining(['\\??\\First']),
    });
    expect(inspectDriver(driver, null)).toMatchObject({
      openName: '\\??\\First',
      otherNames: ['\\??\\Second', '\\Device\\Second'],
    });
  });

  it('a link that leads nowhere', () => {
    const driver = defineDriver((each, mode) => {
      const device = each.createDevice(options('\\Device\\Example', doFlagsOf(mode)));
      if (!device.ok) return device;
      const links = [
        ['\\??\\Old', '\\Device\\Gone'],
        ['\\??\\Example', '\\Device\\Example'],
      ] as const;
      for (const [link, target] of links) {
        const made = each.createSymbolicLink(link, target);
        if (!made.ok) return made;
      }
      return Ok();
    });
    expect(inspectDriver(driver, null)).toMatchObject({
      openName: '\\??\\Example',
      deviceNames: ['\\??\\Example', '\\Device\\Example'],
      notReached: ['link \\??\\Old: it leads to no device (STATUS_OBJECT_NAME_NOT_FOUND)'],
    });
  });
});

it('a driver whose DriverEntry stops the machine has every mode, and no device', () => {
  const driver = defineDriver(() => {
    throw new RangeError('far');
  });
  const shape = { deviceNames: [], modes: BUFFERING_MODES, exclusive: false };
  expect(inspectDriver(driver, null)).toEqual({ ...shape, openName: '\\Device\\NoDevice' });
  expect(inspectDriver(driver, '\\??\\Own')).toEqual({ ...shape, openName: '\\??\\Own' });
});

it('one whose DriverEntry stops the machine in one mode has the others', () => {
  const { driver } = findSubject('article');
  const picky: DriverModule = {
    driverEntry: (ddi, va, mode) =>
      mode === 'direct' ? ('no' as unknown as number) : driver.driverEntry(ddi, va, mode),
  };
  expect(inspectDriver(picky, null).modes).toEqual(['buffered', 'neither']);
});

describe('a driver that is not usable', () => {
  it.each<[driver: DriverModule, openName: string | null, message: string]>([
    [defineDriver(() => Err(NtError.UNSUCCESSFUL)), null, 'DriverEntry returned STATUS_UNSUCCESSFUL'],
    [defineDriver(() => Ok()), null, 'DriverEntry created no device with a name'],
    [articleDriver(framework), '\\??\\Other', "openName '\\??\\Other' leads to no device of it"],
  ])('%#', (driver, openName, message) => {
    expect(() => inspectDriver(driver, openName)).toThrow(new ModuleError(message));
  });

  it('a fast path, which Windows tries before it makes an IRP', () => {
    const driver = defineDriver((each, mode) => {
      const object = new DriverObject(each.ddi.memory, each.va);
      object.fastIoDispatch = each.ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 0xe0, 1);
      return each.createDevice(options('\\Device\\Example', doFlagsOf(mode)));
    });
    expect(inspectDriver(driver, null).notReached).toEqual([
      'FastIoDispatch: fast I/O is not executed, every request is an IRP',
    ]);
  });
});
