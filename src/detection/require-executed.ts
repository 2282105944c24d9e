import type { Tally } from '../execution/tally.ts';
import { featureIs, firstRefusalText, refusedDoing } from '../trace/refusal.ts';
import { UnsupportedTraceError } from '../trace/unsupported-trace.ts';

/**
 * Sees that no case of a driver was refused where nothing was found: it would count as searched, or as not accused.
 *
 * @throws UnsupportedTraceError naming the driver and the request
 */
export function requireExecuted(subject: string, { refused }: Tally): void {
  if (refused === null) return;
  throw new UnsupportedTraceError(
    `${featureIs(refused.first)} not executed by this version: '${subject}' ${refusedDoing(refused.first)}, first in ${firstRefusalText(refused.first)}`,
  );
}
