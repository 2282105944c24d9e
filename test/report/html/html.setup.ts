import { DOCUMENTED_PROPERTIES } from '../../../src/properties/registry.ts';
import { htmlReport } from '../../../src/report/html/html.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { parsed } from './dom.ts';
import { rich } from './fixtures.ts';

export function reported(campaign: CampaignResult) {
  const tracePaths = campaign.findings.map((_, index) => `reports/trace-${index + 1}.json`);
  return parsed(htmlReport(campaign, { tracePaths, documentation: DOCUMENTED_PROPERTIES }));
}

export const page = reported(rich());
