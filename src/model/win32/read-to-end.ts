import { ERROR_SUCCESS } from '../../nt/win32-error.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import { PROGRAM_HEAP_BYTES } from '../../trace/win32/program-heap.ts';
import { isSameState } from '../same-state.ts';
import { type ModelConfig, type ModelState, NO_BYTES } from '../state.ts';
import { fails, leftOpen, outcome, succeeds, type Win32Outcome } from './expected.ts';
import { osError, readInto } from './file.ts';
import type { Transferred } from './transfers.ts';

/** How far a device is followed that gives one byte at a time: far less than memory holds. */
const MOST_HELD_BYTES = 256;

/**
 * `Read::read_to_end` (W3c), as far as it is determined although the sizes of its reads are not. The model asks for
 * reads of several sizes, from one byte to as much as fits a program's memory, and says how it ends only where the
 * size makes no difference:
 *
 * - every read gives 0 bytes: `Ok`, and the vector holds what was read before;
 * - every read fails in the same way: `Err`, and the vector holds the same;
 * - every read gives the start of the same data and leaves the device as it was, at a position that does not advance
 *   (R28): so does every further read, until memory runs out. The vector is then made of non-empty prefixes of the
 *   data, at least one; how many and how long is open;
 * - every read gives the same data, which is then one byte, and changes the device in the same way: it goes on.
 *
 * Everything else is left open: a device may refuse short reads, or answer by the length.
 */
export function readToEnd(
  config: ModelConfig,
  state: ModelState,
  { handle }: Extract<Win32Call, { call: 'File::read_to_end' }>,
): readonly Win32Outcome[] {
  let at = state;
  let held: Uint8Array = NO_BYTES;
  let arms: readonly string[] = [];
  for (;;) {
    const read = onlyAnswer(config, at, handle, PROGRAM_HEAP_BYTES);
    if (read === null) return [open(arms)];
    arms = [...new Set([...arms, ...read.arms])];
    const bytes = placed(read);
    if (bytes === null || !isOfAnySize(config, at, handle, read, bytes)) return [open(arms)];
    const vector = { holds: 'vector', bytes: held } as const;
    if (!read.succeeded) {
      return [outcome(arms, 'W3c read fails', osError(read.lastError, { data: vector }), read.next)];
    }
    if (bytes.length === 0) {
      return [outcome(arms, 'W3c end', succeeds({ bytes: held.length, data: vector }), read.next)];
    }
    if (isSameState(read.next.device, at.device)) {
      return [held.length === 0 ? outOfMemory(arms, bytes, read.next) : open(arms)];
    }
    // A longer one is cut by a short read, and what follows depends on where.
    if (bytes.length > 1 || held.length === MOST_HELD_BYTES) return [open(arms)];
    held = new Uint8Array([...held, ...bytes]);
    at = read.next;
  }
}

/** Null where the device allows several answers. */
function onlyAnswer(
  config: ModelConfig,
  state: ModelState,
  handle: number,
  length: number,
): Transferred | null {
  const [only, ...others] = readInto(config, state, handle, length);
  return only === undefined || others.length > 0 ? null : only;
}

/** The bytes a read gives, none where it fails; null where it claims bytes that it did not place. */
function placed({ succeeded, bytes, buffer }: Transferred): Uint8Array | null {
  if (!succeeded) return NO_BYTES;
  const found = buffer?.subarray(0, bytes) ?? NO_BYTES;
  return found.length === bytes ? found : null;
}

/**
 * Whether reads of other sizes do the same as the longest one, which gives `data`: as many of these bytes as fit, at
 * least one if there are any. The sizes are those around what a buffer may start with and around the data's own.
 */
function isOfAnySize(
  config: ModelConfig,
  state: ModelState,
  handle: number,
  longest: Transferred,
  data: Uint8Array,
): boolean {
  const sizes = [1, 31, 32, 33, data.length - 1, data.length, data.length + 1];
  return sizes.every((size) => {
    if (size < 1 || size > PROGRAM_HEAP_BYTES) return true;
    const read = onlyAnswer(config, state, handle, size);
    if (read === null) return false;
    const found = placed(read);
    return (
      found !== null &&
      read.succeeded === longest.succeeded &&
      read.lastError === longest.lastError &&
      Math.min(data.length, 1) <= found.length &&
      isSameState(found, data.subarray(0, found.length)) &&
      isSameState(read.next, longest.next)
    );
  });
}

function outOfMemory(arms: readonly string[], bytes: Uint8Array, next: ModelState): Win32Outcome {
  const data = { holds: 'repeated', bytes } as const;
  return outcome(arms, 'W3c out of memory', fails(ERROR_SUCCESS, { errorKind: 'OutOfMemory', data }), next);
}

function open(arms: readonly string[]): Win32Outcome {
  return outcome(arms, 'W3c left open', leftOpen(), null);
}
