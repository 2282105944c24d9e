import { hex } from './hex.ts';
import { MalformedImageError } from './image-error.ts';
import { MAX_IMPORTS, MAX_NAME_CHARACTERS } from './limits.ts';
import type { RvaReader } from './rva-reader.ts';

/** What an image takes from another module. */
export interface Import {
  /** As the image writes it, such as `ntoskrnl.exe`. */
  readonly module: string;
  /** By name, or by number. */
  readonly by: { readonly name: string } | { readonly ordinal: number };
  /** The RVA of the 8 bytes that the loader writes its address into: its slot of the import address table. */
  readonly slotRva: number;
  /** Whether it is bound when it is first called. */
  readonly delayed: boolean;
}

const THUNK_BYTES = 8;
const NAME_MASK = 0x7fffffffn;
const ORDINAL_FLAG = 1n << 63n;
const ORDINAL_MASK = 0xffffn;
const HINT_BYTES = 2;

/** How an import is named for people: `IoCreateDevice`, `#17`. */
export function importName({ by }: Import): string {
  return 'name' in by ? by.name : `#${by.ordinal}`;
}

function toBy(image: RvaReader, thunk: bigint, module: string): Import['by'] {
  if ((thunk & ORDINAL_FLAG) !== 0n) {
    if ((thunk & ~ORDINAL_FLAG) > ORDINAL_MASK) {
      throw new MalformedImageError(`an import from ${module} has the ordinal ${hex(thunk & ~ORDINAL_FLAG)}`);
    }
    return { ordinal: Number(thunk & ORDINAL_MASK) };
  }
  if (thunk > NAME_MASK) {
    throw new MalformedImageError(`an import from ${module} has its name at RVA ${hex(thunk)}`);
  }
  return {
    name: image.name(Number(thunk) + HINT_BYTES, MAX_NAME_CHARACTERS, `the name of an import from ${module}`),
  };
}

/**
 * The imports of one module, up to the entry that is 0, added to `found`.
 *
 * @param names the RVA of the table that names them
 * @param slots the RVA of the table that the loader fills
 * @throws {MalformedImageError} when one is in no section, or there are too many
 */
export function addImports(
  found: Import[],
  image: RvaReader,
  module: string,
  names: number,
  slots: number,
  delayed: boolean,
): void {
  const what = `the import table of ${module}`;
  for (let index = 0; ; index += 1) {
    const thunk = image.u64(names + index * THUNK_BYTES, what);
    if (thunk === 0n) return;
    if (found.length === MAX_IMPORTS)
      throw new MalformedImageError(`it has more than ${MAX_IMPORTS} imports`);
    const slotRva = slots + index * THUNK_BYTES;
    image.require(slotRva, THUNK_BYTES, `the import address table of ${module}`);
    found.push({ module, by: toBy(image, thunk, module), slotRva, delayed });
  }
}
