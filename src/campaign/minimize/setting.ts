import { DEFAULT_DIALECT, FRAGMENTATIONS, PLAIN_MACHINE, type Trace } from '../../trace/trace.ts';
import { removeChunks } from './chunks.ts';
import { lowerInteger } from './lower.ts';
import type { Search } from './search.ts';

/** The machine: contiguous frames, then the smallest frame seed. */
export function plainMachine(search: Search): void {
  const attempt = (machine: Trace['machine']): boolean => search.attempt({ ...search.trace, machine });
  if (attempt(PLAIN_MACHINE)) return;
  for (const fragmentation of FRAGMENTATIONS) {
    if (attempt({ fragmentation, frameSeed: 0 })) break;
    if (attempt({ fragmentation, frameSeed: search.trace.machine.frameSeed })) break;
  }
  const { fragmentation, frameSeed } = search.trace.machine;
  lowerInteger(BigInt(frameSeed), (seed) => attempt({ fragmentation, frameSeed: Number(seed) }));
}

/** The dialect: the default one, or at least one of its two choices. */
export function defaultDialect(search: Search): void {
  const { dialect } = search.trace.options;
  const candidates = [
    DEFAULT_DIALECT,
    { ...dialect, systemBuffer: DEFAULT_DIALECT.systemBuffer },
    { ...dialect, strictOffsets: DEFAULT_DIALECT.strictOffsets },
  ];
  for (const candidate of candidates) {
    const { trace } = search;
    if (search.attempt({ ...trace, options: { ...trace.options, dialect: candidate } })) return;
  }
}

/** Schedule entries: none, or fewer of them, at earlier points. */
export function dropSchedule(search: Search): void {
  const attempt = (schedule: Trace['schedule']): boolean => search.attempt({ ...search.trace, schedule });
  if (search.trace.schedule.length === 0) return;
  removeChunks(
    () => search.trace.schedule.length,
    (from, count) => attempt(search.trace.schedule.toSpliced(from, count)),
  );
  for (const [index, entry] of search.trace.schedule.entries()) {
    lowerInteger(BigInt(entry.point), (point) =>
      attempt(search.trace.schedule.with(index, { ...entry, point: Number(point) })),
    );
  }
}
