import { DEFAULT_DIALECT } from '../../trace/trace.ts';
import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

/** The dialect: the default one, or at least one of its two choices. */
export function* defaultDialect(search: Search): Asking<void> {
  const { dialect } = search.trace.setting;
  const candidates = [
    DEFAULT_DIALECT,
    { ...dialect, systemBuffer: DEFAULT_DIALECT.systemBuffer },
    { ...dialect, strictOffsets: DEFAULT_DIALECT.strictOffsets },
  ];
  for (const candidate of candidates) {
    const { trace } = search;
    if (yield* search.attempt({ ...trace, setting: { ...trace.setting, dialect: candidate } })) return;
  }
}
