import { DIRECTORY } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError } from './image-error.ts';
import { addImports, type Import } from './import-thunks.ts';
import { MAX_MODULES, MAX_NAME_CHARACTERS } from './limits.ts';
import type { RvaReader } from './rva-reader.ts';

const WHAT = 'its import directory';
const DESCRIPTOR_BYTES = 20;
const DELAY_WHAT = 'its delay-load directory';
const DELAY_DESCRIPTOR_BYTES = 32;
/** Addresses are RVAs, as in every x64 image. */
const RVA_BASED = 1;

/** What no driver imports from: it is a program then, or a library for programs. */
const USER_MODULES: ReadonlySet<string> = new Set([
  'kernel32.dll',
  'kernelbase.dll',
  'ntdll.dll',
  'user32.dll',
]);

function moduleName(image: RvaReader, rva: number): string {
  const name = image.name(rva, MAX_NAME_CHARACTERS, 'the name of a module it imports from');
  if (USER_MODULES.has(name.toLowerCase())) {
    throw new MalformedImageError(`it imports from ${name}: it is a program for user mode, no driver`);
  }
  return name;
}

function tooMany(): never {
  throw new MalformedImageError(`it imports from more than ${MAX_MODULES} modules`);
}

/** IMAGE_IMPORT_DESCRIPTOR after descriptor, up to one without a name or slots, as the loader of Windows takes them. */
function addDirectImports(found: Import[], image: RvaReader): void {
  const directory = image.directory(DIRECTORY.Import);
  if (directory === null) return;
  for (let index = 0; ; index += 1) {
    const at = directory.rva + index * DESCRIPTOR_BYTES;
    const [original, name, first] = [0, 12, 16].map((offset) => image.u32(at + offset, WHAT));
    if (original === undefined || name === undefined || first === undefined || name === 0 || first === 0)
      return;
    if (index === MAX_MODULES) tooMany();
    const isBound = image.u32(at + 4, WHAT) !== 0;
    const module = moduleName(image, name);
    if (original === 0 && isBound) {
      throw new MalformedImageError(`its imports from ${module} are bound and have no names: link it again`);
    }
    addImports(found, image, module, original === 0 ? first : original, first, false);
  }
}

/** IMAGE_DELAYLOAD_DESCRIPTOR after descriptor, up to one without a name. */
function addDelayImports(found: Import[], image: RvaReader): void {
  const directory = image.directory(DIRECTORY.DelayImport);
  if (directory === null) return;
  for (let index = 0; ; index += 1) {
    const at = directory.rva + index * DELAY_DESCRIPTOR_BYTES;
    const name = image.u32(at + 4, DELAY_WHAT);
    if (name === 0) return;
    if (index === MAX_MODULES) tooMany();
    const attributes = image.u32(at, DELAY_WHAT);
    if ((attributes & RVA_BASED) === 0) {
      throw new MalformedImageError(
        `${DELAY_WHAT} has attributes ${hex(attributes)}: its addresses are no RVAs`,
      );
    }
    const slots = image.u32(at + 12, DELAY_WHAT);
    const names = image.u32(at + 16, DELAY_WHAT);
    addImports(found, image, moduleName(image, name), names, slots, true);
  }
}

/**
 * What the image imports ("PE Format", Microsoft Learn), in the order of its tables. Descriptors may repeat a module.
 *
 * @throws {MalformedImageError} when a table is damaged, or two imports share a slot
 */
export function parseImports(image: RvaReader): Import[] {
  const found: Import[] = [];
  addDirectImports(found, image);
  addDelayImports(found, image);
  const slots = new Set(found.map(({ slotRva }) => slotRva));
  if (slots.size < found.length) {
    throw new MalformedImageError('two of its imports have one slot of the import address table');
  }
  return found;
}
