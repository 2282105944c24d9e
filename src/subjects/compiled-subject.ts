import { icedDecode } from '../decoder/iced-instructions.ts';
import { parseImage } from '../impl/native/image/parse-image.ts';
import { CompiledDriver } from '../impl/native/processor/compiled-driver.ts';

/**
 * A compiled driver as it is loaded, of its image's bytes.
 *
 * @throws {MalformedImageError} when they are no sound image of an x64 driver
 * @throws {UnsupportedImageError} when they are one that is not supported
 * @throws {NoWebAssemblyError} where the JavaScript engine has no WebAssembly
 */
export async function compiledDriver(bytes: Uint8Array): Promise<CompiledDriver> {
  return new CompiledDriver(parseImage(bytes), await icedDecode());
}
