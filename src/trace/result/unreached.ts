import type { CampaignResult, HappeningCount } from './result.ts';

/** What of a result tells whether all was reached. */
type Reaching = Pick<CampaignResult, 'modelArms' | 'happenings'>;

/** Arms of the model that decided no call. */
export function unreachedArms({ modelArms }: Reaching): string[] {
  return Object.entries(modelArms).flatMap(([arm, times]) => (times === 0 ? [arm] : []));
}

/** Kinds of happenings that the driver gave an occasion for, and that never struck. */
export function unstruck({ happenings = [] }: Reaching): HappeningCount[] {
  return happenings.filter(({ struck, occasion }) => occasion && struck === 0);
}

/** Kinds of happenings that the driver gave no occasion for. */
export function withoutOccasion({ happenings = [] }: Reaching): HappeningCount[] {
  return happenings.filter(({ occasion }) => !occasion);
}
