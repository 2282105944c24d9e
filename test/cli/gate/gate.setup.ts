import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFile } from '../../../src/report/corpus-files.ts';
import { formatBaseline } from '../../../src/trace/finding/baseline.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { failed, finding, result, unalignedWrite } from '../../report/results.ts';
import { type FakeRequest, fakeServices, irpcheck, type Outcome, temporaryFolder } from '../fakes.ts';

export const FILE = corpusFile(finding());

/** The finding of these campaigns, as a baseline names it. */
export const ENTRY = {
  subject: 'article-verbatim',
  mode: 'direct',
  property: 'model/status',
  reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
  note: 'issue 5',
  shown: { trace: unalignedWrite({ seed: null }), op: 1, minimization: 'complete' },
} as const;

/** Writes a baseline with these entries, and gives its path. */
export function baselineOf(...entries: Parameters<typeof formatBaseline>[0]): string {
  const path = join(temporaryFolder(), 'known.json');
  writeFileSync(path, formatBaseline(entries));
  return path;
}

/** Runs article-verbatim in direct mode with these options, and a campaign that comes to `outcome`. */
export async function gated(
  args: readonly string[],
  outcome: Partial<CampaignResult> = failed(),
  parts: Parameters<typeof fakeServices>[1] = {},
): Promise<Outcome & { readonly requests: readonly FakeRequest[] }> {
  const requests: FakeRequest[] = [];
  const services = fakeServices(async (request) => {
    requests.push(request);
    return result({ subject: 'article-verbatim', ...outcome });
  }, parts);
  const out = temporaryFolder();
  const all = ['run', 'article-verbatim', '-m', 'direct', '-q', '-o', out, ...args];
  return { ...(await irpcheck(all, services)), requests };
}
