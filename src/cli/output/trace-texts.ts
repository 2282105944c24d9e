import type { CampaignResult } from '../../trace/result/result.ts';
import { sourcesFrom } from './driver-folder.ts';

/**
 * The texts of the findings' trace files by their names, each with the files of driver and model that it was found with.
 *
 * @param folder where they go
 */
export async function traceTexts(
  folder: string,
  result: CampaignResult,
  names: readonly string[],
): Promise<Map<string, string>> {
  const { formatTrace } = await import('../../trace/json.ts');
  const sources = sourcesFrom(folder, result);
  const texts = new Map<string, string>();
  for (const [index, finding] of result.findings.entries()) {
    const name = names[index];
    if (name === undefined) continue;
    texts.set(name, formatTrace(finding.trace, finding, finding.evidence.observed, sources));
  }
  return texts;
}
