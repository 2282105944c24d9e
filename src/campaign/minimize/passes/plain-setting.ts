import { USUAL_CONDITIONS } from '../../../trace/conditions.ts';
import type { During } from '../../../trace/during.ts';
import { during } from '../../../trace/ops/fields/during.ts';
import { surroundingsOf } from '../../../trace/ops/surroundings.ts';
import { ALONE, FILTERS, type Setting, settingOf } from '../../../trace/setting.ts';
import type { Search } from '../search.ts';

/** What happens while the driver is loaded or unloaded, simpler, as of an operation. */
function lists(search: Search, value: During): readonly During[] {
  return during.simpler(value, surroundingsOf(search.ops, 0));
}

/** Stack, conditions, and what happens during load and unload: all as usual, else each by itself. */
export function plainSetting(search: Search): void {
  const attempt = (changed: Partial<Setting>): boolean =>
    search.attempt({ ...search.trace, setting: { ...search.trace.setting, ...changed } });
  const { mode, dialect, machine } = search.trace.setting;
  if (attempt(settingOf(mode, { dialect, machine }))) return;
  for (const stack of [ALONE, ...FILTERS.map((filter) => [filter])]) if (attempt({ stack })) break;
  const { conditions } = search.trace.setting;
  for (const changed of [
    USUAL_CONDITIONS,
    { ...conditions, poison: USUAL_CONDITIONS.poison },
    { ...conditions, refetched: USUAL_CONDITIONS.refetched },
    { ...conditions, refetched: 'zeros' as const },
  ])
    if (attempt({ conditions: changed })) break;
  for (const key of ['load', 'unload'] as const) {
    const simpler = (): boolean =>
      lists(search, search.trace.setting[key]).some((list) => attempt({ [key]: list }));
    while (simpler());
  }
}
