import { USUAL_CONDITIONS } from '../../trace/conditions.ts';
import type { During } from '../../trace/during.ts';
import { during } from '../../trace/ops/fields/during.ts';
import { surroundingsOf } from '../../trace/ops/surroundings.ts';
import { ALONE, FILTERS, type Setting, settingOf } from '../../trace/setting.ts';
import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

/** What happens while the driver is loaded or unloaded, simpler, as of an operation. */
function lists(search: Search, value: During): readonly During[] {
  return during.simpler(value, surroundingsOf(search.ops, 0));
}

/** Stack, conditions, and what happens during load and unload: all as usual, else each by itself. */
export function* plainSetting(search: Search): Asking<void> {
  const attempt = (changed: Partial<Setting>): Asking<boolean> =>
    search.attempt({ ...search.trace, setting: { ...search.trace.setting, ...changed } });
  function* first(changes: readonly Partial<Setting>[]): Asking<boolean> {
    for (const changed of changes) if (yield* attempt(changed)) return true;
    return false;
  }
  const { mode, view, dialect, machine, conditions } = search.trace.setting;
  if (yield* attempt(settingOf(mode, { view, dialect, machine }))) return;
  yield* first([ALONE, ...FILTERS.map((filter) => [filter])].map((stack) => ({ stack })));
  yield* first(
    [
      USUAL_CONDITIONS,
      { ...conditions, poison: USUAL_CONDITIONS.poison },
      { ...conditions, refetched: USUAL_CONDITIONS.refetched },
      { ...conditions, refetched: 'zeros' as const },
    ].map((changed) => ({ conditions: changed })),
  );
  for (const key of ['load', 'unload'] as const) {
    const simpler = (): Partial<Setting>[] =>
      lists(search, search.trace.setting[key]).map((list) => ({ [key]: list }));
    while (yield* first(simpler()));
  }
}
