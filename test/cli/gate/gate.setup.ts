import { corpusFile } from '../../../src/report/corpus-files.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { failed, finding, result } from '../../report/results.ts';
import { type FakeRequest, fakeServices, irpcheck, type Outcome, temporaryFolder } from '../fakes.ts';

export const FILE = corpusFile(finding());

/** Runs article-verbatim in direct mode with these options, and a campaign that comes to `outcome`. */
export async function gated(
  args: readonly string[],
  outcome: Partial<CampaignResult> = failed(),
): Promise<Outcome & { readonly requests: readonly FakeRequest[] }> {
  const requests: FakeRequest[] = [];
  const services = fakeServices(async (request) => {
    requests.push(request);
    return result({ subject: 'article-verbatim', ...outcome });
  });
  const out = temporaryFolder();
  const all = ['run', 'article-verbatim', '-m', 'direct', '-q', '-o', out, ...args];
  return { ...(await irpcheck(all, services)), requests };
}
