import { type CampaignOptions, runCampaign } from '../../src/campaign/run-campaign.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { at, on, open, traceOf, write } from './subjects.ts';

const verbatim = findSubject('article-verbatim');
/** Shows that the published code takes the offset in the page for the offset in the file. */
export const UNALIGNED = traceOf('direct', [open(), write({ length: 1, buffer: at(1) })], {
  subject: 'article-verbatim',
});

export const HARMLESS = traceOf('direct', [open(), on('close')], { subject: 'article-verbatim' });

export const campaign = (parts: Partial<CampaignOptions>): Promise<CampaignResult> =>
  runCampaign({ subject: verbatim, modes: ['direct'], cases: 1, seed: 1, ...parts });
