import { type Ddi, DeviceObject, type Va } from '../ddi/index.ts';

/** A device that a driver has created. */
export class Device {
  readonly #ddi: Ddi;
  /** Its DEVICE_OBJECT. */
  readonly va: Va;

  constructor(ddi: Ddi, va: Va) {
    this.#ddi = ddi;
    this.va = va;
  }

  /** The device object as it is now. */
  object(): DeviceObject {
    return new DeviceObject(this.#ddi.memory, this.va);
  }

  /** IoDeleteDevice. */
  delete(): void {
    this.#ddi.IoDeleteDevice(this.va);
  }
}
