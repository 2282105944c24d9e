import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

/**
 * Has the output of a control request in memory of its own that is like the input's, where both are in one piece: neither
 * can change alone where the finding needs an access that fails.
 */
export function* separateBuffers(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    if (!('code' in op) || op.output.at === null) continue;
    const { length: _length, ...behind } = op.input;
    yield* search.attemptOp(index, { ...op, output: { ...op.output, ...behind, at: null } });
  }
}
