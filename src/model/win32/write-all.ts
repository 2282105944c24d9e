import { ERROR_SUCCESS } from '../../nt/win32-error.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import type { ModelConfig, ModelState } from '../state.ts';
import { fails, leftOpen, outcome, succeeds, type Win32Outcome } from './expected.ts';
import { osError, writeFrom } from './file.ts';

/** How far a `write_all` has come. */
interface Progress {
  readonly arms: readonly string[];
  readonly rest: Uint8Array;
  readonly state: ModelState;
}

/**
 * `Write::write_all` (W3): writes what is left until nothing is. What it does when a device claims more than it was
 * given, Rust's documentation leaves open.
 */
export function writeAll(
  config: ModelConfig,
  state: ModelState,
  { handle, data }: Extract<Win32Call, { call: 'File::write' | 'File::write_all' }>,
): readonly Win32Outcome[] {
  if (data.length === 0) return [outcome([], 'W3 no data', succeeds(), state)];
  const outcomes: Win32Outcome[] = [];
  const unfinished: Progress[] = [{ arms: [], rest: data, state }];
  for (let at = unfinished.pop(); at !== undefined; at = unfinished.pop()) {
    for (const write of writeFrom(config, at.state, handle, at.rest)) {
      const arms = [...new Set([...at.arms, ...write.arms])];
      if (!write.succeeded) {
        outcomes.push(outcome(arms, 'W3 write fails', osError(write.lastError), write.next));
      } else if (write.bytes === 0) {
        const expected = fails(ERROR_SUCCESS, { errorKind: 'WriteZero' });
        outcomes.push(outcome(arms, 'W3 write zero', expected, write.next));
      } else if (write.bytes > at.rest.length) {
        outcomes.push(outcome(arms, 'W3 left open', leftOpen(), write.next));
      } else if (write.bytes === at.rest.length) {
        outcomes.push(outcome(arms, 'W3 all written', succeeds(), write.next));
      } else {
        unfinished.push({ arms, rest: at.rest.subarray(write.bytes), state: write.next });
      }
    }
  }
  return outcomes;
}
