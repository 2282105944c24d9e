import { count } from '../trace/describe.ts';
import type { BufferEvidence, Evidence } from '../trace/finding/evidence.ts';

/** The buffer of an operation and how it reached the driver, one line each; none where the driver was sent none. */
export function pictureLines({ buffer }: Pick<Evidence, 'buffer'>): readonly string[] {
  if (buffer === null || buffer.irp === null) return [];
  const { pageOffset, frames, irp } = buffer;
  const place = `page 0 +0x${pageOffset.toString(16).padStart(3, '0')}`;
  const behind = frames.length === 0 ? '' : ` ─ frames ${frames.join(' ')}`;
  return [`${place}, ${count(irp.lengthBytes, 'byte')} ─ ${deliveryText(irp, pageOffset)}${behind}`];
}

function deliveryText(
  { delivery, lengthBytes }: NonNullable<BufferEvidence['irp']>,
  pageOffset: number,
): string {
  switch (delivery) {
    case 'mdl':
      return `MDL ByteOffset ${pageOffset}, ByteCount ${lengthBytes}`;
    case 'system-buffer':
      return `SystemBuffer of ${lengthBytes}`;
    case 'user-buffer':
      return 'UserBuffer alone';
    case 'none':
      return 'neither SystemBuffer nor MDL';
  }
}
