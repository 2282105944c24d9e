import {
  STATUS_OBJECT_NAME_INVALID,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_PATH_SYNTAX_BAD,
  STATUS_OBJECT_TYPE_MISMATCH,
} from '../nt/ntstatus.ts';
import type { IoManagerArm } from './arms.ts';

/** What a directory is called besides, and its name (R1): `\??\GLOBALROOT` is the root, whose name is empty. */
const OTHER_NAMES: readonly (readonly [other: RegExp, name: string])[] = [
  [/^\\(?:dosdevices|global\?\?)(?=\\|$)/, '\\??'],
  [/^\\\?\?\\global(?=\\|$)/, '\\??'],
  [/^\\\?\?\\globalroot(?=\\|$)/, ''],
];

/** A name without regard to case, and without the other names of directories (R1). */
function canonicalName(name: string): string {
  let canonical = name.toLowerCase();
  for (;;) {
    const before = canonical;
    for (const [other, own] of OTHER_NAMES) canonical = canonical.replace(other, own);
    if (canonical === before) return canonical;
  }
}

/** Whether `name` is one of a device's names, alone or with a path behind it: both open the device itself (R8). */
export function reachesDevice(deviceNames: readonly string[], name: string): boolean {
  if (deviceNames.includes(name)) return true;
  const opened = canonicalName(name);
  return deviceNames.map(canonicalName).some((own) => opened === own || opened.startsWith(`${own}\\`));
}

/** How an open ends whose name leads to no device (R1). */
export interface Unreached {
  readonly arm: IoManagerArm;
  readonly status: number;
}

const MISSING_DIRECTORY = 'R1 missing directory';
const NOT_FOUND = 'R1 name not found';

/**
 * The endings of an open whose name leads to no device (R1). The public tests have them: Wine's dlls/ntdll/tests/om.c for
 * empty components, directories and the root, its path.c for what is missing.
 */
export function unreached(name: string): readonly Unreached[] {
  // Relative to no RootDirectory, a name is fully qualified.
  if (!name.startsWith('\\')) return [{ arm: MISSING_DIRECTORY, status: STATUS_OBJECT_PATH_SYNTAX_BAD }];
  const canonical = canonicalName(name);
  if (name === '\\' || /^(?:\\device|\\\?\?)?$/.test(canonical)) {
    return [{ arm: NOT_FOUND, status: STATUS_OBJECT_TYPE_MISMATCH }];
  }
  if (/^(?:\\device|\\\?\?)?\\(?:\\|$)/.test(canonical)) {
    return [{ arm: MISSING_DIRECTORY, status: STATUS_OBJECT_NAME_INVALID }];
  }
  // One component in a directory that exists.
  if (/^(?:\\device|\\\?\?)?\\[^\\]+$/.test(canonical)) {
    return [{ arm: NOT_FOUND, status: STATUS_OBJECT_NAME_NOT_FOUND }];
  }
  // R2: the sources don't settle which status a lookup that fails on the way ends with.
  return [
    { arm: MISSING_DIRECTORY, status: STATUS_OBJECT_PATH_NOT_FOUND },
    { arm: MISSING_DIRECTORY, status: STATUS_OBJECT_NAME_NOT_FOUND },
  ];
}
