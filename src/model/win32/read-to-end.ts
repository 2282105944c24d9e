import { isDeepStrictEqual } from 'node:util';
import { ERROR_SUCCESS } from '../../nt/win32-error.ts';
import type { Win32Call } from '../../trace/win32/call.ts';
import { PROGRAM_HEAP_BYTES } from '../../trace/win32/op.ts';
import { type ModelConfig, type ModelState, NO_BYTES } from '../state.ts';
import { fails, leftOpen, outcome, succeeds, type Win32Outcome } from './expected.ts';
import { osError, readInto } from './file.ts';

/**
 * `Read::read_to_end` (W3c), as far as it is determined although the sizes of its reads are not. The model reads
 * as much as fits a program's memory at a time, and takes the device for one that answers a shorter read with the
 * start of the same bytes. Then it ends in one of three ways:
 *
 * - a read gives 0 bytes: `Ok`, and the vector holds what was read before;
 * - a read fails: `Err`, and the vector holds the same;
 * - a read gives data and leaves the device as it was, at a position that does not advance (R28): every further
 *   read gives the start of that data again, until memory runs out. The vector is then made of non-empty prefixes
 *   of the data, at least one; how many and how long is open.
 *
 * Everything is left open where the device allows several answers, claims bytes that it did not place, or gives
 * more than memory holds.
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
    const answers = readInto(config, at, handle, PROGRAM_HEAP_BYTES);
    const [read] = answers;
    if (read === undefined || answers.length > 1) return [open(arms)];
    arms = [...new Set([...arms, ...read.arms])];
    const vector = { holds: 'vector', bytes: held } as const;
    if (!read.succeeded) {
      return [outcome(arms, 'W3c read fails', osError(read.lastError, { data: vector }), read.next)];
    }
    if (read.bytes === 0) {
      return [outcome(arms, 'W3c end', succeeds({ bytes: held.length, data: vector }), read.next)];
    }
    const bytes = read.buffer?.subarray(0, read.bytes);
    if (bytes?.length !== read.bytes) return [open(arms)];
    if (isDeepStrictEqual(read.next.device, at.device)) {
      return [held.length === 0 ? outOfMemory(arms, bytes, read.next) : open(arms)];
    }
    held = Buffer.concat([held, bytes]);
    if (held.length > PROGRAM_HEAP_BYTES) return [open(arms)];
    at = read.next;
  }
}

function outOfMemory(arms: readonly string[], bytes: Uint8Array, next: ModelState): Win32Outcome {
  const data = { holds: 'repeated', bytes } as const;
  return outcome(arms, 'W3c out of memory', fails(ERROR_SUCCESS, { errorKind: 'OutOfMemory', data }), next);
}

function open(arms: readonly string[]): Win32Outcome {
  return outcome(arms, 'W3c left open', leftOpen(), null);
}
