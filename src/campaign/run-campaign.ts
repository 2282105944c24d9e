import { HostPool } from '../hosts/host-pool.ts';
import { ThreadHost } from '../hosts/thread-host.ts';
import { type Subject, summaryOf } from '../subjects/index.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { Campaign } from './campaign.ts';
import type { CampaignRequest } from './campaign-request.ts';

export interface CampaignOptions extends CampaignRequest {
  readonly subject: Subject;
}

/**
 * Generates cases, executes and judges them, and minimizes each distinct finding, all in this thread: a driver
 * that loops takes the caller with it (`openSession` runs drivers in a worker). The result is a function of
 * subject, modes, cases, seed and corpus alone.
 *
 * @throws DriverEntryError when the driver does not load; RangeError when there are no modes
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { subject, ...request } = options;
  const pool = new HostPool([new ThreadHost(subject)]);
  return await new Campaign(pool, summaryOf(subject), request).run(null);
}
