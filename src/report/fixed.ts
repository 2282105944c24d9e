import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';

/** What a baseline names and its traces do not show any more, one line each. */
export function fixedLines({ baseline }: CampaignResult): string[] {
  return (baseline?.fixed ?? []).map(({ property, reason, origin, mode, note }) => {
    const where = origin === undefined ? mode : `${mode}, ${origin}`;
    const name = `${property} ${printable(reason)} (${printable(where)})`;
    const noted = note === '' ? '' : `; its note: ${printable(note)}`;
    return `fixed: ${name} is in the baseline and was not found, nor does its own trace show it: remove it, or use --update-baseline${noted}`;
  });
}
