/** What the disk does: at most so many bytes at a time, and so many in all; by default no limit. */
export const disk = { atOnce: Number.POSITIVE_INFINITY, free: Number.POSITIVE_INFINITY };

type WriteSync = (file: number, bytes: Uint8Array, from: number, length: number) => number;

/** A `writeSync` for such a disk. */
export function limited(writeSync: WriteSync): (file: number, bytes: Uint8Array, from?: number) => number {
  return (file, bytes, from = 0) => {
    const length = Math.min(bytes.length - from, disk.atOnce, disk.free);
    if (length === 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    disk.free -= length;
    return writeSync(file, bytes, from, length);
  };
}
