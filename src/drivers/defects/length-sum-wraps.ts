import { MAX_INPUT_BYTES, Sorter } from '../sorter.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Bytes of a trailer that the block has room for. */
const TRAILER_BYTES = 16;

/** Adds the trailer to the length in 32 bits before it looks whether that is too long (0xC1). */
class LengthSumWraps extends Sorter {
  protected override isTooLong(inputBytes: number): boolean {
    return this.blockBytes(inputBytes) > MAX_INPUT_BYTES + TRAILER_BYTES;
  }

  protected override blockBytes(inputBytes: number): number {
    return (inputBytes + TRAILER_BYTES) >>> 0;
  }
}

export const lengthSumWrapsDriver = wdmDriverModule(LengthSumWraps);
