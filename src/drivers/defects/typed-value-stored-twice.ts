import type { DriverModule } from '../../impl/ddi/index.ts';
import { bytes, type Framework, type Result, type UserPtr } from '../../impl/framework/index.ts';
import { exampleDriver } from '../example-device.ts';
import { RecordDevice } from '../record.ts';

/** Its encoder stores the bytes in the buffer itself, before UserPtr.write does (M6). */
class TypedValueStoredTwiceDevice extends RecordDevice {
  protected override give(userPtr: UserPtr, record: Uint8Array): Result<void> {
    const codec = bytes(record.length);
    const encode = (value: Uint8Array): Uint8Array => {
      userPtr.asMutSlice().copyFrom(value);
      return value;
    };
    return userPtr.write({ ...codec, encode }, record);
  }
}

export function typedValueStoredTwiceDriver(framework: Framework): DriverModule {
  return exampleDriver(framework, () => new TypedValueStoredTwiceDevice());
}
