import { Upload } from '../upload.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Takes the length in the header for that of the second buffer, which may be shorter, or not there at all (G10). */
class HeaderLengthTrusted extends Upload {
  protected override isLonger(): boolean {
    return false;
  }
}

export const headerLengthTrustedDriver = wdmDriverModule(HeaderLengthTrusted);
