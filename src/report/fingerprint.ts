import type { Finding } from '../trace/finding/finding.ts';
import { sha256Hex } from './sha256.ts';

/**
 * Tells findings apart across campaigns, by what they are about and the kinds of operations of the minimal trace:
 * the same finding has the same one from every seed, folder and version. 64 hexadecimal digits.
 */
export function fingerprint({ property, reason, trace }: Finding): string {
  const kinds = trace.ops.map(({ op }) => op);
  return sha256Hex(JSON.stringify([property, reason, kinds]));
}
