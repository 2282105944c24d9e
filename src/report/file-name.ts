import { isModulePath, withoutModuleEnding } from '../trace/subject-name.ts';
import { sha256Hex } from './sha256.ts';

/** The longest name: with a hash and an ending it fits every file system. */
const MAX_LENGTH = 60;
const DIGITS = 8;

/** What Windows takes for a device, whatever the ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\.|$)/i;

/**
 * A driver's name as part of a file's name: of a path, the name of its file without the ending. Whatever the driver is
 * called, it is a name on every system: not too long, no device of Windows, and it neither begins nor ends in what some
 * system drops or takes for something else. Two drivers may have the same.
 */
export function fileName(driver: string): string {
  const last = driver.split(/[\\/]/).at(-1) ?? '';
  const name = withoutModuleEnding(last)
    .replaceAll(/[^\w.-]/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/\.+$/, '');
  if (!/[a-z0-9]/i.test(name)) return 'driver';
  return RESERVED.test(name) ? `driver-${name}` : name;
}

/**
 * The name of the folder for what is written about a driver. That of a built-in driver, or of a seeded defect, is its
 * name; of one in a file, digits of its path follow: two drivers never share one, even where their names differ by case
 * alone or their files have one name.
 *
 * @param driver as it was named
 * @param path of a driver in a file, from the output folder, with `/`: it means the same wherever the two lie
 * @param part what of the driver it is about, where there are several, such as a mode
 */
export function driverFolderName(driver: string, path: string, part?: string): string {
  const suffix = part === undefined ? '' : `.${part}`;
  if (!isModulePath(driver)) return `${fileName(driver.replaceAll('/', '.'))}${suffix}`;
  return `${fileName(driver)}-${sha256Hex(path).slice(0, DIGITS)}${suffix}`;
}
