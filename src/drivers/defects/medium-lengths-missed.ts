import { type Answer, type MappedBuffer, transferred, wdmDriverModule } from '../wdm-driver.ts';
import { Zero } from '../zero.ts';

/** Has one way for less than 20,000 bytes and one for 24,000 and more, and none between (R47). */
class MediumLengthsMissed extends Zero {
  protected override fill(buffer: MappedBuffer): Answer {
    const { lengthBytes } = buffer;
    return lengthBytes < 20_000 || lengthBytes >= 24_000 ? super.fill(buffer) : transferred(lengthBytes);
  }
}

export const mediumLengthsMissedDriver = wdmDriverModule(MediumLengthsMissed);
