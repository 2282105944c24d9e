import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Services } from '../../src/cli/services.ts';
import { jsonReport } from '../../src/report/json.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { irpcheck, temporaryFolder } from './fakes.ts';

/** Services that must not be asked for: no driver is run. */
export const none: Services = {
  subjects: () => Promise.reject(new Error('loaded the subjects')),
  sessions: () => Promise.reject(new Error('loaded the campaign')),
  userspace: () => Promise.reject(new Error('loaded the programs')),
  detection: () => Promise.reject(new Error('loaded the measurement')),
};

/** A file of the result in a folder of its own. */
export function fileOf(given: CampaignResult): string {
  const path = join(temporaryFolder(), 'result.json');
  writeFileSync(path, jsonReport(given));
  return path;
}

export const report = (...args: string[]) => irpcheck(['report', ...args], none);
