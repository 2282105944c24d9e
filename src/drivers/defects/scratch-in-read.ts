import type { Answer, MappedBuffer } from '../wdm-driver.ts';
import { wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** The longest read of which it notes the length. */
const MAX_NOTED_BYTES = 255;

/** Notes in the caller's buffer how many bytes it is to fill, and goes by what it reads there (G3). */
class ScratchInRead extends Zero {
  protected override fill(buffer: MappedBuffer): Answer {
    const { address, lengthBytes } = buffer;
    if (lengthBytes === 0 || lengthBytes > MAX_NOTED_BYTES) return super.fill(buffer);
    this.ddi.memory.writeU8(address, lengthBytes);
    return super.fill({ address, lengthBytes: this.ddi.memory.readU8(address) });
  }
}

export const scratchInReadDriver = wdmDriverModule(ScratchInRead);
