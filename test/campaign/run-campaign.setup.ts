import { type CampaignOptions, runCampaign } from '../../src/campaign/run-campaign.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';

export const article = findSubject('article');
export const verbatim = findSubject('article-verbatim');

export const campaign = (options: Partial<CampaignOptions> = {}): Promise<CampaignResult> =>
  runCampaign({ subject: article, modes: BUFFERING_MODES, cases: 300, seed: 1, ...options });

/** The results of the properties, by verdict. */
export const verdicts = (result: CampaignResult, verdict: string): string[] =>
  result.properties.filter((each) => each.verdict === verdict).map(({ id }) => id);
