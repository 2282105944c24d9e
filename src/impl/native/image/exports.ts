import { DIRECTORY } from './headers.ts';
import { MalformedImageError } from './image-error.ts';
import { MAX_EXPORTS, MAX_NAME_CHARACTERS } from './limits.ts';
import type { RvaReader } from './rva-reader.ts';

const WHAT = 'its export directory';

/**
 * The names that the image exports ("PE Format", Microsoft Learn), in the order of the table.
 *
 * @throws {MalformedImageError} when the table is damaged
 */
export function parseExportNames(image: RvaReader): string[] {
  const directory = image.directory(DIRECTORY.Export);
  if (directory === null) return [];
  const count = image.u32(directory.rva + 24, WHAT);
  const names = image.u32(directory.rva + 32, WHAT);
  if (count > MAX_EXPORTS) throw new MalformedImageError(`${WHAT} counts ${count} names`);
  if (count > 0) image.require(names, count * 4, 'its table of exported names');
  return Array.from({ length: count }, (_, index) =>
    image.name(image.u32(names + index * 4, WHAT), MAX_NAME_CHARACTERS, 'the name of an export'),
  );
}
