import type { Headers } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError, UnsupportedImageError } from './image-error.ts';
import type { RvaReader } from './rva-reader.ts';
import type { Section } from './sections.ts';

const PACKED = 'it is packed or protected: give the image that the linker wrote';

/**
 * Sees that the image has an entry point in code, and that its code is there to be read. INIT is often writable too:
 * older linkers merge it so, and it is no sign of a packer.
 *
 * @throws {MalformedImageError} for no entry point, or one in no code
 * @throws {UnsupportedImageError} for a packed image
 */
export function checkEntryPoint({ entryRva }: Headers, sections: readonly Section[], image: RvaReader): void {
  if (entryRva === 0) {
    throw new MalformedImageError(
      'it has no entry point: link it with /ENTRY:DriverEntry (or GsDriverEntry)',
    );
  }
  const section = image.sectionAt(entryRva);
  if (section === null || !section.executable) {
    throw new MalformedImageError(`its entry point, RVA ${hex(entryRva)}, is in no executable section`);
  }
  if (section.writable && !section.name.startsWith('INIT')) {
    throw new UnsupportedImageError(
      `its entry point is in ${section.name}, which is writable code: ${PACKED}`,
    );
  }
  const empty = sections.find(
    ({ executable, fileBytes, sizeBytes }) => executable && fileBytes === 0 && sizeBytes > 0,
  );
  if (empty !== undefined) {
    throw new UnsupportedImageError(`its code in ${empty.name} is not in the file: ${PACKED}`);
  }
}
