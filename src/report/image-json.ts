import type { ImageFacts } from '../trace/result/image-facts.ts';
import { VERSION } from '../trace/version.ts';

/** What images show of themselves, as JSON: two spaces. Equal images of equal names give equal bytes. */
export function imageJson(images: readonly ImageFacts[]): string {
  return `${JSON.stringify({ format: 'irpimages/1', version: VERSION, images }, null, 2)}\n`;
}
