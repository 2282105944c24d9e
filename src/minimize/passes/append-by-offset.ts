import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

/**
 * Has handles that can only append (R27) be for everything, and writes append by their offset instead. Neither can
 * change alone where the finding needs an append.
 */
export function* appendByOffset(search: Search): Asking<void> {
  for (const [index, open] of search.ops.entries()) {
    if (open.op !== 'open' || open.access !== 'append') continue;
    yield* search.attemptOps(
      search.ops.map((op, at) => {
        if (at === index) return { ...open, access: 'read-write' };
        return op.op === 'write' ? { ...op, offset: '-1' } : op;
      }),
    );
  }
}
