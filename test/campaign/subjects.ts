import { ArticleDevice } from '../../src/drivers/article.ts';
import { exampleDriver } from '../../src/drivers/example-device.ts';
import {
  type Ddi,
  type DispatchRoutine,
  type DriverModule,
  DriverObject,
  type Va,
} from '../../src/impl/ddi/index.ts';
import {
  Access,
  DeviceFlags,
  type DeviceOperations,
  DeviceType,
  defineDriver,
  doFlagsOf,
  framework,
} from '../../src/impl/framework/index.ts';
import { STATUS_PENDING } from '../../src/nt/ntstatus.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import {
  canonicalOp,
  type Op,
  type OpenOp,
  type OpKind,
  type ReadOp,
  type WriteOp,
} from '../../src/trace/ops/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { type BufferingMode, TRACE_FORMAT, type Trace } from '../../src/trace/trace.ts';

export const open = (fields: Partial<OpenOp> = {}): OpenOp => ({ ...canonicalOp('open'), ...fields });
export const read = (fields: Partial<ReadOp> = {}): ReadOp => ({ ...canonicalOp('read'), ...fields });
export const write = (fields: Partial<WriteOp> = {}): WriteOp => ({ ...canonicalOp('write'), ...fields });
export const on = (kind: Exclude<OpKind, 'open' | 'read' | 'write'>): Op => canonicalOp(kind);

/** A buffer that starts so many bytes into its first page. */
export const at = (pageOffset: number): ReadOp['buffer'] => ({
  pageOffset,
  memory: 'read-write',
  shared: false,
});

export function traceOf(mode: BufferingMode, ops: readonly Op[], parts: Partial<Trace> = {}): Trace {
  return {
    format: TRACE_FORMAT,
    subject: 'test',
    setting: settingOf(mode),
    ops,
    seed: null,
    ...parts,
  };
}

/** A subject like the article's, but without a model and without faults: only its driver is judged. */
export function subjectOf(driver: DriverModule, parts: Partial<Subject> = {}): Subject {
  return {
    ...findSubject('article'),
    name: 'test',
    description: 'a driver of a test',
    driver,
    model: null,
    generation: { recordKeys: false, faults: false },
    ...parts,
  };
}

/** A driver with the given device, made anew at each load. */
export function driverOf(newOperations: (ddi: Ddi) => DeviceOperations): DriverModule {
  return defineDriver((driver, mode) => {
    const device = driver.createDevice({
      name: '\\Device\\Example',
      deviceType: DeviceType.Unknown,
      flags: DeviceFlags.SECURE_OPEN,
      doFlags: doFlagsOf(mode),
      access: Access.NonExclusive,
      operations: newOperations(driver.ddi),
    });
    return device.ok ? driver.createSymbolicLink('\\??\\Example', '\\Device\\Example') : device;
  });
}

/** The article's driver with its routine for a major function replaced. */
export function withRoutine(
  majorFunction: number,
  newRoutine: (ddi: Ddi, original: DispatchRoutine) => DispatchRoutine,
): DriverModule {
  return {
    driverEntry: (ddi: Ddi, va: Va, mode: BufferingMode) => {
      const originals = new Map<Va, DispatchRoutine>();
      const watched: Ddi = {
        ...ddi,
        routine: (routine, kind) => {
          const address = ddi.routine(routine, kind);
          if (kind !== 'unload') originals.set(address, routine as DispatchRoutine);
          return address;
        },
      };
      const status = exampleDriver(framework, () => new ArticleDevice()).driverEntry(watched, va, mode);
      const driver = new DriverObject(ddi.memory, va);
      const original = originals.get(driver.majorFunction(majorFunction));
      if (original === undefined) throw new Error(`no routine for major function ${majorFunction}`);
      driver.setMajorFunction(majorFunction, ddi.routine(newRoutine(ddi, original)));
      return status;
    },
  };
}

/** The article's driver with one routine that pends and never completes. */
export function pendingDriver(majorFunction: number): DriverModule {
  return withRoutine(majorFunction, () => () => STATUS_PENDING);
}
