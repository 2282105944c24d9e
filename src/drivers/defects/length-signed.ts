import { MAX_INPUT_BYTES, Sorter } from '../sorter.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Compares the length as a LONG: 2 GiB and more are less than anything, and go into the block of the longest input (0xC1). */
class LengthSigned extends Sorter {
  protected override isTooLong(inputBytes: number): boolean {
    return (inputBytes | 0) > MAX_INPUT_BYTES;
  }

  protected override blockBytes(): number {
    return MAX_INPUT_BYTES;
  }
}

export const lengthSignedDriver = wdmDriverModule(LengthSigned);
