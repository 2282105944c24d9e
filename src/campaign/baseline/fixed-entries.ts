import type { BaselineEntry } from '../../trace/finding/baseline.ts';
import { sameFinding } from '../../trace/finding/finding.ts';
import type { Session } from '../session.ts';

/** Whether the trace of an entry is executed to its end, is judged by the entry's property, and shows it no more. */
async function isFixed(
  session: Pick<Session, 'replay' | 'notChecked'>,
  entry: BaselineEntry,
): Promise<boolean> {
  const { shown, property, mode } = entry;
  if (shown === null) return false;
  if (session.notChecked(property, mode, shown.trace.setting.view) !== null) return false;
  const { breaches, refused, remarks } = await session.replay(shown.trace, entry);
  if (refused !== null || remarks.length > 0) return false;
  return !breaches.some((breach) => sameFinding(breach, entry));
}

/** Those of the entries whose own traces do not show them any more. */
export async function fixedEntries(
  session: Pick<Session, 'replay' | 'notChecked'>,
  entries: readonly BaselineEntry[],
): Promise<BaselineEntry[]> {
  const fixed: BaselineEntry[] = [];
  for (const entry of entries) if (await isFixed(session, entry)) fixed.push(entry);
  return fixed;
}
