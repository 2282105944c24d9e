import type { NTSTATUS } from '../../../nt/ntstatus.ts';
import type { CompiledCode } from '../../ddi/compiled-code.ts';
import type { Ddi } from '../../ddi/ddi.ts';
import type { DriverModule } from '../../ddi/driver-module.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { DriverMemory } from '../../memory/driver-memory.ts';
import type { Va } from '../../memory/va.ts';
import type { Decode } from '../decode/instruction.ts';
import type { DriverImage } from '../image/driver-image.ts';
import { ImageLayout } from './image-layout.ts';
import { NativeProcessor } from './native-processor.ts';

/**
 * A driver's image as the simulated machine loads it. Each machine has a processor of its own for it, which is there as
 * long as the machine is.
 */
export class CompiledDriver implements DriverModule {
  readonly compiled: CompiledCode;
  readonly #processors = new WeakMap<DriverMemory, NativeProcessor>();

  /** @throws {UnsupportedImageError} for what it needs and does not get */
  constructor(image: DriverImage, decode: Decode) {
    const layout = new ImageLayout(image);
    this.compiled = {
      pages: layout.pages,
      buffer: (lengthBytes) => layout.buffer(lengthBytes),
      attach: (kernel) => this.#attach(kernel, layout, decode),
    };
  }

  driverEntry(ddi: Ddi, driverObject: Va): NTSTATUS {
    const processor = this.#processors.get(ddi.memory);
    if (processor === undefined) throw new RangeError('a machine without the pages of this image');
    return processor.load(ddi, driverObject);
  }

  #attach(kernel: Kernel, layout: ImageLayout, decode: Decode): void {
    this.#processors.set(kernel.memory, new NativeProcessor(kernel, layout, decode));
  }
}
