import type { DriverModule } from '../../impl/ddi/index.ts';
import { bytes, type Framework, Ok, type Result, type UserPtr } from '../../impl/framework/index.ts';
import { exampleDriver } from '../example-device.ts';
import { RecordDevice } from '../record.ts';

/** Does not look whether UserPtr.write stored anything (M6). */
class UserPtrErrorIgnoredDevice extends RecordDevice {
  protected override give(userPtr: UserPtr, record: Uint8Array): Result<void> {
    userPtr.write(bytes(record.length), record);
    return Ok();
  }
}

export function userPtrErrorIgnoredDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new UserPtrErrorIgnoredDevice());
}
