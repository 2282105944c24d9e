import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';

/** What a baseline names and was not found, one line each. */
export function fixedLines({ baseline }: CampaignResult): string[] {
  return (baseline?.fixed ?? []).map(({ property, reason, origin, mode }) => {
    const where = origin === undefined ? mode : `${mode}, ${origin}`;
    const name = `${property} ${printable(reason)} (${printable(where)})`;
    return `fixed: ${name} is in the baseline and was not found: remove it, or use --update-baseline`;
  });
}
