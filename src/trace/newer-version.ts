import { VERSION } from './version.ts';

/** Three numbers with dots, as every version of irpcheck has them. */
export const VERSION_PATTERN = /^(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){2}$/;

/** Whether a version is newer than another, by default than this one. Both are of {@link VERSION_PATTERN}. */
export function isNewer(version: string, other: string = VERSION): boolean {
  const others = other.split('.').map(Number);
  for (const [index, part] of version.split('.').map(Number).entries()) {
    const against = others[index] ?? 0;
    if (part !== against) return part > against;
  }
  return false;
}
