import { type DriverModule, Mdl } from '../../impl/ddi/index.ts';
import type { Framework, ReadRequest } from '../../impl/framework/index.ts';
import { ArticleDevice, clampOffset } from '../article.ts';
import { exampleDriver } from '../example-device.ts';

/** Takes MmGetMdlByteOffset for where in the file to read: it is where in its page the buffer begins (R81). */
class MdlOffsetAsFileOffsetDevice extends ArticleDevice {
  protected override copyStored(request: ReadRequest): number {
    const slice = request.userPtr().asMutSlice();
    const irp = request.irp();
    const mdl = Mdl.at(irp.memory, irp.mdlAddress);
    const start = mdl === null ? request.offset() : BigInt(mdl.byteOffset);
    const offset = clampOffset(start, this.data.length);
    const size = Math.min(slice.length, this.data.length - offset);
    slice.copyFrom(this.data, offset, size);
    return size;
  }
}

export function mdlOffsetAsFileOffsetDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new MdlOffsetAsFileOffsetDevice());
}
