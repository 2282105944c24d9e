import { FRAGMENTATIONS, type Machine, PLAIN_MACHINE } from '../../trace/trace.ts';
import type { Asking } from '../asking.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

/** The machine: contiguous frames, then the smallest frame seed. */
export function* plainMachine(search: Search): Asking<void> {
  const attempt = (machine: Machine): Asking<boolean> =>
    search.attempt({ ...search.trace, setting: { ...search.trace.setting, machine } });
  if (yield* attempt(PLAIN_MACHINE)) return;
  for (const fragmentation of FRAGMENTATIONS) {
    if (yield* attempt({ fragmentation, frameSeed: 0 })) break;
    if (yield* attempt({ fragmentation, frameSeed: search.trace.setting.machine.frameSeed })) break;
  }
  const { fragmentation, frameSeed } = search.trace.setting.machine;
  yield* lowerInteger(BigInt(frameSeed), (seed) => attempt({ fragmentation, frameSeed: Number(seed) }));
}
