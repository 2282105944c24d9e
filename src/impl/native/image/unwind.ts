import { DIRECTORY } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError, UnsupportedImageError } from './image-error.ts';
import { MAX_CHAINED_UNWINDS } from './limits.ts';
import type { RvaReader } from './rva-reader.ts';

/** UNWIND_INFO ("x64 exception handling", Microsoft Learn). */
export interface UnwindInfo {
  readonly version: 1 | 2;
  /** UNW_FLAG_*. */
  readonly flags: number;
  readonly prologBytes: number;
  /** Slots of unwind codes, 2 bytes each. */
  readonly codeCount: number;
  /** 0 where the function has no frame pointer, else the number of the register, as instructions have it. */
  readonly frameRegister: number;
  /** The RVA of the language-specific handler; null for none. */
  readonly handlerRva: number | null;
  /** The RVA of what the handler is given, behind the unwind information; null without a handler. */
  readonly handlerDataRva: number | null;
  /** The entry that this one continues; null for none. */
  readonly chained: RuntimeFunction | null;
}

/** RUNTIME_FUNCTION: where a function, or a part of one, begins and ends, and how it is unwound. */
export interface RuntimeFunction {
  readonly beginRva: number;
  /** The first byte behind it. */
  readonly endRva: number;
  readonly unwindRva: number;
  readonly unwind: UnwindInfo;
}

const WHAT = 'its exception directory';
const UNWIND_WHAT = 'unwind information';
const ENTRY_BYTES = 12;
const HEADER_BYTES = 4;
const EHANDLER = 1;
const UHANDLER = 2;
const CHAININFO = 4;

type Entry = Omit<RuntimeFunction, 'unwind'>;

function entryAt(image: RvaReader, rva: number, what: string): Entry {
  const [beginRva = 0, endRva = 0, unwindRva = 0] = [0, 4, 8].map((offset) => image.u32(rva + offset, what));
  return { beginRva, endRva, unwindRva };
}

function checkRange(image: RvaReader, { beginRva, endRva, unwindRva }: Entry): void {
  const section = endRva > beginRva ? image.sectionAt(beginRva, endRva - beginRva) : null;
  if (section === null || !section.executable) {
    throw new MalformedImageError(
      `${WHAT} has a function from RVA ${hex(beginRva)} to ${hex(endRva)}, which is in no executable section`,
    );
  }
  if ((unwindRva & 1) !== 0) {
    throw new UnsupportedImageError(
      `the function at RVA ${hex(beginRva)} refers to another one for its unwinding`,
    );
  }
  if (unwindRva % 4 !== 0) {
    throw new MalformedImageError(`the ${UNWIND_WHAT} at RVA ${hex(unwindRva)} is not aligned to 4 bytes`);
  }
}

/** Unwind information is shared by functions: each is read once. */
class UnwindReader {
  readonly #image: RvaReader;
  readonly #known = new Map<number, UnwindInfo>();

  constructor(image: RvaReader) {
    this.#image = image;
  }

  read(entry: Entry, depth = 0): RuntimeFunction {
    checkRange(this.#image, entry);
    if (depth > MAX_CHAINED_UNWINDS) {
      throw new MalformedImageError(
        `the ${UNWIND_WHAT} at RVA ${hex(entry.unwindRva)} is chained without end`,
      );
    }
    const known = this.#known.get(entry.unwindRva);
    if (known !== undefined) return { ...entry, unwind: known };
    const unwind = this.#parse(entry.unwindRva, depth);
    this.#known.set(entry.unwindRva, unwind);
    return { ...entry, unwind };
  }

  #parse(rva: number, depth: number): UnwindInfo {
    const image = this.#image;
    image.require(rva, HEADER_BYTES, UNWIND_WHAT);
    const first = image.u8(rva, UNWIND_WHAT);
    const version = first & 7;
    const flags = first >>> 3;
    if (version !== 1 && version !== 2) {
      throw new UnsupportedImageError(
        `the ${UNWIND_WHAT} at RVA ${hex(rva)} is of version ${version}: versions 1 and 2 are known`,
      );
    }
    const isChained = (flags & CHAININFO) !== 0;
    const isHandled = (flags & (EHANDLER | UHANDLER)) !== 0;
    if (flags > (EHANDLER | UHANDLER | CHAININFO) || (isChained && isHandled)) {
      throw new MalformedImageError(`the ${UNWIND_WHAT} at RVA ${hex(rva)} has the flags ${hex(flags)}`);
    }
    const codeCount = image.u8(rva + 2, UNWIND_WHAT);
    const codesEnd = rva + HEADER_BYTES + 2 * (codeCount + (codeCount & 1));
    image.require(rva, codesEnd - rva, UNWIND_WHAT);
    return {
      version,
      flags,
      prologBytes: image.u8(rva + 1, UNWIND_WHAT),
      codeCount,
      frameRegister: image.u8(rva + 3, UNWIND_WHAT) & 0xf,
      handlerRva: isHandled ? this.#handler(codesEnd) : null,
      handlerDataRva: isHandled ? codesEnd + 4 : null,
      chained: isChained ? this.read(entryAt(image, codesEnd, UNWIND_WHAT), depth + 1) : null,
    };
  }

  #handler(rva: number): number {
    const handler = this.#image.u32(rva, UNWIND_WHAT);
    if (this.#image.isExecutable(handler)) return handler;
    throw new MalformedImageError(`an exception handler is at RVA ${hex(handler)}, in no executable section`);
  }
}

/**
 * The exception directory: functions in ascending order, that do not overlap, with the headers of their unwind
 * information ("x64 exception handling", Microsoft Learn).
 *
 * @throws {MalformedImageError} when it is damaged
 * @throws {UnsupportedImageError} for unwind information of a later version, and entries that refer to others
 */
export function parseFunctions(image: RvaReader): RuntimeFunction[] {
  const directory = image.directory(DIRECTORY.Exception);
  if (directory === null) return [];
  image.require(directory.rva, directory.sizeBytes, WHAT);
  if (directory.sizeBytes % ENTRY_BYTES !== 0) {
    throw new MalformedImageError(`${WHAT} has ${directory.sizeBytes} bytes, no multiple of ${ENTRY_BYTES}`);
  }
  const reader = new UnwindReader(image);
  const functions: RuntimeFunction[] = [];
  let previousEnd = 0;
  for (let index = 0; index < directory.sizeBytes / ENTRY_BYTES; index += 1) {
    const entry = entryAt(image, directory.rva + index * ENTRY_BYTES, WHAT);
    if (entry.beginRva < previousEnd) {
      throw new MalformedImageError(
        `${WHAT} is not in order at RVA ${hex(entry.beginRva)}, or functions overlap`,
      );
    }
    functions.push(reader.read(entry));
    previousEnd = entry.endRva;
  }
  return functions;
}
