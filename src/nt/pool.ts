/** POOL_TYPE and POOL_FLAGS of the allocators (R36). */
export const NonPagedPool = 0;
export const PagedPool = 1;
export const NonPagedPoolNx = 512;

/** With a POOL_TYPE, of which the lowest bit says whether it is paged. */
export const POOL_CACHE_ALIGNED = 4;
export const POOL_RAISE_IF_ALLOCATION_FAILURE = 16;
export const POOL_COLD_ALLOCATION = 256;
export const POOL_ZERO_ALLOCATION = 1024;

export const POOL_FLAG_USE_QUOTA = 0x1;
export const POOL_FLAG_UNINITIALIZED = 0x2;
export const POOL_FLAG_SESSION = 0x4;
export const POOL_FLAG_CACHE_ALIGNED = 0x8;
export const POOL_FLAG_RAISE_ON_FAILURE = 0x20;
export const POOL_FLAG_NON_PAGED = 0x40;
export const POOL_FLAG_NON_PAGED_EXECUTE = 0x80;
export const POOL_FLAG_PAGED = 0x100;
/** Flags from here on are optional: what is not known of them is passed over. */
export const POOL_FLAG_OPTIONAL_START = 2 ** 32;

/** A four-character pool tag as the 32-bit number Windows stores, first character lowest. */
export function poolTag(text: string): number {
  let tag = 0;
  for (let index = 3; index >= 0; index -= 1) tag = (tag << 8) | (text.charCodeAt(index) & 0xff);
  return tag;
}

/** The four characters of a pool tag; what does not print becomes a dot. */
export function poolTagText(tag: number): string {
  let text = '';
  for (let shift = 0; shift < 32; shift += 8) {
    const unit = (tag >>> shift) & 0xff;
    text += unit >= 0x20 && unit < 0x7f ? String.fromCharCode(unit) : '.';
  }
  return text.trimEnd();
}
