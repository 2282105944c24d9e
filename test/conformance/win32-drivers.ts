import type { DeviceModel } from '../../src/model/device.ts';
import type { NTSTATUS } from '../../src/nt/ntstatus.ts';
import type { Subject } from '../../src/subjects/index.ts';
import { fromDist, irpcheck } from './dist.ts';

const { Irp, DriverObject, NULL_VA } =
  await fromDist<typeof import('../../src/impl/ddi/index.ts')>('impl/ddi/index');
const { IRP_MJ_READ, IRP_MJ_WRITE } = await fromDist<typeof import('../../src/nt/irp.ts')>('nt/irp');
const { NormalPagePriority } = await fromDist<typeof import('../../src/nt/mdl.ts')>('nt/mdl');

type Ddi = import('../../src/impl/ddi/index.ts').Ddi;
type Va = import('../../src/impl/ddi/index.ts').Va;

/** What a device of a test answers to every read and write. */
interface Answer {
  readonly status: NTSTATUS;
  /** As many of these bytes as fit are given to a read, and Information counts them; none unless said. */
  readonly data?: Uint8Array;
}

/** A device that gives `answer` to every transfer, buffered or direct, as a driver and as its model. */
export function answeringSubject({ status, data = new Uint8Array(0) }: Answer): Subject {
  const article = irpcheck.findSubject('article');
  const answer = (length: number, isRead: boolean) => {
    const information = Math.min(length, data.length);
    const placed = data.subarray(0, isRead ? information : 0);
    return [{ arm: 'answer', status, information, data: placed, next: null }];
  };
  const model: DeviceModel<unknown> = {
    name: 'answering',
    arms: ['answer'],
    initial: () => null,
    read: (_state, { length }) => answer(length, true),
    write: (_state, { length }) => answer(length, false),
  };
  /** Completes a transfer; `place` is what a read gets. */
  const complete = (ddi: Ddi, irpVa: Va, place: Uint8Array): NTSTATUS => {
    const irp = new Irp(ddi.memory, irpVa);
    const { length } = irp.currentStackLocation;
    const { mdlAddress, systemBuffer } = irp;
    const buffer =
      mdlAddress === NULL_VA
        ? systemBuffer
        : ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
    if (buffer !== NULL_VA) ddi.memory.copyIn(buffer, place, 0, Math.min(length, place.length));
    irp.status = status;
    irp.information = Math.min(length, data.length);
    ddi.IoCompleteRequest(irpVa, 0);
    return status;
  };
  return {
    ...article,
    name: 'answering',
    movesNoData: data.length === 0 ? ['buffered', 'direct', 'neither'] : ['neither'],
    model,
    driver: {
      driverEntry(ddi, driver, mode) {
        const loaded = article.driver.driverEntry(ddi, driver, mode);
        const view = new DriverObject(ddi.memory, driver);
        view.setMajorFunction(
          IRP_MJ_READ,
          ddi.routine((_device: Va, irp: Va): NTSTATUS => complete(ddi, irp, data)),
        );
        view.setMajorFunction(
          IRP_MJ_WRITE,
          ddi.routine((_device: Va, irp: Va): NTSTATUS => complete(ddi, irp, new Uint8Array(0))),
        );
        return loaded;
      },
    },
  };
}
