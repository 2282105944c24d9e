import { FRAGMENTATIONS, PLAIN_MACHINE, type Trace } from '../../../trace/trace.ts';
import type { Asking } from '../asking.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

/** The machine: contiguous frames, then the smallest frame seed. */
export function* plainMachine(search: Search): Asking<void> {
  const attempt = (machine: Trace['machine']): Asking<boolean> =>
    search.attempt({ ...search.trace, machine });
  if (yield* attempt(PLAIN_MACHINE)) return;
  for (const fragmentation of FRAGMENTATIONS) {
    if (yield* attempt({ fragmentation, frameSeed: 0 })) break;
    if (yield* attempt({ fragmentation, frameSeed: search.trace.machine.frameSeed })) break;
  }
  const { fragmentation, frameSeed } = search.trace.machine;
  yield* lowerInteger(BigInt(frameSeed), (seed) => attempt({ fragmentation, frameSeed: Number(seed) }));
}
