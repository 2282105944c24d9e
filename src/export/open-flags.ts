import {
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_SHARE_DELETE,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_WRITE_THROUGH,
} from '../nt/access.ts';
import type { CreateFileCall } from '../trace/ops/index.ts';

const VALUES = {
  FILE_WRITE_THROUGH,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_SHARE_DELETE,
} as const;

/** A flag by its name in Windows' headers. */
type Flag = keyof typeof VALUES;

/** How an open is opened beside its name and rights, by the names of flags that all languages know. */
export interface OpenFlags {
  /** CreateOptions beside those that every open has, and those of waiting. */
  readonly options: readonly Flag[];
  /** Whether a synchronous handle waits alertably. */
  readonly isAlertable: boolean;
  /** ShareAccess, where it is not the usual one: reading and writing. */
  readonly share: readonly Flag[] | null;
}

const OPTIONS = {
  'write-through': ['FILE_WRITE_THROUGH'],
  'no-intermediate-buffering': ['FILE_NO_INTERMEDIATE_BUFFERING'],
  alertable: [],
} as const;

const SHARES = {
  'read-write': null,
  none: [],
  read: ['FILE_SHARE_READ'],
  write: ['FILE_SHARE_WRITE'],
  delete: ['FILE_SHARE_DELETE'],
  all: ['FILE_SHARE_READ', 'FILE_SHARE_WRITE', 'FILE_SHARE_DELETE'],
} as const;

/** The flags of an open. */
export function openFlags({ options, share, overlapped }: CreateFileCall): OpenFlags {
  return {
    options: options.flatMap((option) => OPTIONS[option]),
    isAlertable: options.includes('alertable') && !overlapped,
    share: SHARES[share],
  };
}

/** Flags as C and Rust have them: `0` for none. */
export function flagsText(flags: readonly Flag[]): string {
  return flags.length === 0 ? '0' : flags.join(' | ');
}

/** Flags as one number. */
export function flagBits(flags: readonly Flag[]): number {
  return flags.reduce((bits, flag) => bits | VALUES[flag], 0);
}
