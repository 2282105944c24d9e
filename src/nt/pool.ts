/** POOL_TYPE and POOL_FLAGS of the allocators (R36). */
export const NonPagedPool = 0;
export const PagedPool = 1;
export const NonPagedPoolNx = 512;

export const POOL_FLAG_UNINITIALIZED = 0x2;
export const POOL_FLAG_NON_PAGED = 0x40;
export const POOL_FLAG_PAGED = 0x100;

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
