import { field } from '../word.ts';

/**
 * Operation kinds and features that one case of the Win32 view may use (swarm testing, design D5).
 */
export interface Win32Swarm {
  readonly read: boolean;
  readonly write: boolean;
  /** ReadFile and WriteFile. */
  readonly kernel32: boolean;
  /** Rust's File. */
  readonly file: boolean;
  readonly writeAll: boolean;
  readonly readToEnd: boolean;
  readonly seek: boolean;
  readonly flush: boolean;
  readonly close: boolean;
  /** Opens while another handle is open. */
  readonly reopen: boolean;
  /** FILE_FLAG_OVERLAPPED. */
  readonly overlappedHandles: boolean;
  /** OVERLAPPED structures on handles that are not overlapped. */
  readonly overlapped: boolean;
  readonly events: boolean;
  /** Offsets from 2^64 - 3 on: negative ones, as the I/O manager takes them. */
  readonly negativeOffsets: boolean;
  /** Offsets around 2^32 and 2^63. */
  readonly largeOffsets: boolean;
  /** Lengths of a page and more. */
  readonly longLengths: boolean;
  readonly memoryKinds: boolean;
  readonly restrictedAccess: boolean;
  readonly dispositions: boolean;
  /** Any combination of OpenOptions. */
  readonly anyOptions: boolean;
  readonly names: boolean;
  readonly wrongHandles: boolean;
}

/**
 * The swarm of a header word, whose bits switch off: word 0 leaves everything on. Of reading and writing, and of
 * kernel32 and File, one is off in an eighth of the cases each and never both; unusual memory is on in a quarter;
 * the others in half.
 */
export function win32SwarmOf(word: number): Win32Swarm {
  const noRead = field(word, 0, 3) === 7;
  const noWrite = field(word, 3, 3) === 7;
  const noKernel32 = field(word, 6, 3) === 7;
  const noFile = field(word, 9, 3) === 7;
  return {
    read: !noRead || noWrite,
    write: !noWrite || noRead,
    kernel32: !noKernel32 || noFile,
    file: !noFile || noKernel32,
    writeAll: field(word, 12, 1) === 0,
    readToEnd: field(word, 13, 1) === 0,
    seek: field(word, 14, 1) === 0,
    flush: field(word, 15, 1) === 0,
    close: field(word, 16, 1) === 0,
    reopen: field(word, 17, 1) === 0,
    overlappedHandles: field(word, 18, 1) === 0,
    overlapped: field(word, 19, 1) === 0,
    events: field(word, 20, 1) === 0,
    negativeOffsets: field(word, 21, 1) === 0,
    largeOffsets: field(word, 22, 1) === 0,
    longLengths: field(word, 23, 1) === 0,
    memoryKinds: field(word, 24, 2) === 0,
    restrictedAccess: field(word, 26, 1) === 0,
    dispositions: field(word, 27, 1) === 0,
    anyOptions: field(word, 28, 1) === 0,
    names: field(word, 29, 1) === 0,
    // The word has no bit left: as often as the two together, and related to neither alone.
    wrongHandles: field(word, 14, 1) === field(word, 28, 1),
  };
}
