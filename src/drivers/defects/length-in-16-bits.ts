import type { MappedBuffer } from '../wdm-driver.ts';
import { type Answer, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Keeps a length in 16 bits (R39). */
class LengthIn16Bits extends Zero {
  protected override fill(buffer: MappedBuffer): Answer {
    return super.fill({ ...buffer, lengthBytes: buffer.lengthBytes & 0xffff });
  }
}

export const lengthIn16BitsDriver = wdmDriverModule(LengthIn16Bits);
