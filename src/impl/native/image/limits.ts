/** The largest SizeOfImage, bytes: what an image takes of the simulated machine's arena. */
export const MAX_IMAGE_BYTES = 16 * 2 ** 20;

/** The most sections an image may have ("PE Format", Microsoft Learn: the Windows loader limits them to 96). */
export const MAX_SECTIONS = 96;

/** Bytes in a page: the unit of protection, and so the least SectionAlignment. */
export const PAGE_BYTES = 4096;

/** The most modules that an image imports from, far beyond any driver. */
export const MAX_MODULES = 256;

/** The most imports of an image, far beyond any driver. */
export const MAX_IMPORTS = 16_384;

/** The most names that an image exports. */
export const MAX_EXPORTS = 65_536;

/** The longest name of a module, an import or an export, characters. */
export const MAX_NAME_CHARACTERS = 4_096;

/** The longest chain of unwind information. */
export const MAX_CHAINED_UNWINDS = 32;

/** The most entries of tables of jumps and of scope tables that are followed in one image, far beyond any driver. */
export const MAX_FOLLOWED_ENTRIES = 1_000_000;

/** The most instructions of one image that are looked at to tell code from data. */
export const MAX_LOOKED_AT_IN_ALL = 1_000_000;
