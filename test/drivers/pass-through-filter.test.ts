import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Executor } from '../../src/execution/execute.ts';
import {
  type Ddi,
  DeviceObject,
  type DriverModule,
  DriverObject,
  IoStackLocation,
  Irp,
  vaAdd,
} from '../../src/impl/ddi/index.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO } from '../../src/nt/device.ts';
import { IO_NO_INCREMENT, IRP_MJ_READ } from '../../src/nt/irp.ts';
import { SIZE_OF } from '../../src/nt/layout.ts';
import { STATUS_ACCESS_DENIED, STATUS_SUCCESS, STATUS_UNSUCCESSFUL } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { on, open, read, subjectOf, traceOf, withRoutine } from '../campaign/subjects.ts';
import { below, OPS, WAYS } from './pass-through-filter.setup.ts';

describe.each(WAYS)('the filter, %s', (filter) => {
  it('R4 leaves an exclusive device exclusive', () => {
    const executor = new Executor(findSubject('article-exclusive'));
    const trace = traceOf('buffered', [open(), open()], {
      setting: settingOf('buffered', { stack: [filter] }),
    });
    const run = executor.execute(trace);
    expect(run.observations.map(({ status }) => status)).toEqual([STATUS_SUCCESS, STATUS_ACCESS_DENIED]);
  });

  it('stands above each device that is a top, with its buffering flags (R33)', () => {
    const seen: unknown[] = [];
    const { driver } = findSubject('article');
    const stack: DriverModule = {
      driverEntry: (ddi, va, mode) => {
        const status = driver.driverEntry(ddi, va, mode);
        const example = new DriverObject(ddi.memory, va).deviceObject;
        addDevice(ddi, va);
        const upper = addDevice(ddi, va);
        new DeviceObject(ddi.memory, example).flags &= ~0x80;
        ddi.IoAttachDeviceToDeviceStack(upper, example);
        new DeviceObject(ddi.memory, upper).flags |= DO_DIRECT_IO;
        for (let device = new DriverObject(ddi.memory, va).deviceObject; device !== 0; ) {
          const at = device;
          seen.push(() => {
            const { attachedDevice } = new DeviceObject(ddi.memory, at);
            if (attachedDevice === 0) return 'nothing above';
            const above = new DeviceObject(ddi.memory, attachedDevice);
            return [
              above.driverObject === va,
              above.flags & (DO_BUFFERED_IO | DO_DIRECT_IO),
              above.stackSize,
            ];
          });
          device = new DeviceObject(ddi.memory, device).nextDevice;
        }
        return status;
      },
    };
    const executor = new Executor(subjectOf(stack));
    executor.afterCall = () => {
      seen.push(...seen.splice(0).map((look) => (typeof look === 'function' ? look() : look)));
    };
    executor.execute(
      traceOf('buffered', [on('close')], { setting: settingOf('buffered', { stack: [filter] }) }),
    );
    expect(seen).toEqual([
      [false, DO_DIRECT_IO, 3],
      [false, 0, 2],
      [true, DO_DIRECT_IO, 2],
    ]);
  });

  it('is left out where the driver left no pool for it', () => {
    const { driver } = findSubject('article');
    const greedy: DriverModule = {
      driverEntry: (ddi, va, mode) => {
        const status = driver.driverEntry(ddi, va, mode);
        for (const bytes of [4096, 16])
          while (ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, bytes, poolTag('More')) !== 0);
        return status;
      },
    };
    const run = below(new Executor(subjectOf(greedy)), 'buffered', filter);
    expect(run).toMatchObject({ requests: [], bugCheck: null });
    expect(run.observations).toHaveLength(OPS.length);
  });
});

function addDevice(ddi: Ddi, driver: Parameters<DriverModule['driverEntry']>[1]) {
  const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, poolTag('Dev2'));
  ddi.IoCreateDevice(driver, 0, 0 as typeof driver, 0x22, 0, false, pointer);
  return ddi.memory.readPointer(pointer);
}

/** A driver that reads successfully where the offset it finds in a stack location is 7, and nowhere else. */
function looking(locationOf: (ddi: Ddi, irp: Irp) => IoStackLocation): DriverModule {
  return withRoutine(IRP_MJ_READ, (ddi) => (_device, va) => {
    const irp = new Irp(ddi.memory, va);
    const status = locationOf(ddi, irp).byteOffset === 7n ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
    irp.status = status;
    irp.information = 0;
    ddi.IoCompleteRequest(va, IO_NO_INCREMENT);
    return status;
  });
}

describe('metamorphic/filter', () => {
  const reads = traceOf('direct', [open(), read({ length: 9, offset: '7' })]);

  it('catches a driver that looks into the IRP’s first stack location instead of its own', () => {
    const driver = looking(({ memory }, irp) => new IoStackLocation(memory, vaAdd(irp.va, SIZE_OF.IRP)));
    const breaches = new CaseRunner(subjectOf(driver)).breaches(reads);
    expect(breaches).toMatchObject([
      {
        property: 'metamorphic/filter',
        reason: 'status',
        op: 1,
        observed: 'STATUS_UNSUCCESSFUL below a filter that passes every IRP on',
      },
    ]);
  });

  it('accuses no driver that looks into its own', () => {
    const driver = looking((_ddi, irp) => irp.currentStackLocation);
    expect(new CaseRunner(subjectOf(driver)).breaches(reads)).toEqual([]);
  });
});
