import type { RunEvent } from '../../trace/run/event.ts';
import { bufferIn, deliveryOf } from './buffer.ts';

/** The buffer of an operation and how it reached the driver, one line each; none where the driver was sent none. */
export function pictureOf(events: readonly RunEvent[]): string[] {
  const { buffer, dispatch } = bufferIn(events);
  if (buffer === null || dispatch === null) return [];
  const { pageOffset, frames } = buffer;
  const { length } = dispatch;
  const how = {
    mdl: `MDL ByteOffset ${pageOffset}, ByteCount ${length}`,
    'system-buffer': `SystemBuffer of ${length}`,
    'user-buffer': 'UserBuffer alone',
    none: 'neither SystemBuffer nor MDL',
  }[deliveryOf(dispatch)];
  const place = `page 0 +0x${pageOffset.toString(16).padStart(3, '0')}`;
  const size = length === 1 ? '1 byte' : `${length} bytes`;
  const behind = frames.length === 0 ? '' : ` ─ frames ${frames.join(' ')}`;
  return [`${place}, ${size} ─ ${how}${behind}`];
}
