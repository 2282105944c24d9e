import type { CampaignResult } from '../trace/result/result.ts';
import { unreachedArms, unstruck } from '../trace/result/unreached.ts';

/**
 * The result where all has to be reached: an arm of the model that decided no call, or a kind of fault that never struck
 * though the driver gave an occasion, makes coverage insufficient. Findings, and all else that keeps a result from
 * conforming, go before it.
 */
export function applyStrict(result: CampaignResult): CampaignResult {
  const isReached = unreachedArms(result).length === 0 && unstruck(result).length === 0;
  const isEnough = isReached || result.conclusion !== 'conforms';
  return { ...result, strict: true, conclusion: isEnough ? result.conclusion : 'insufficient-coverage' };
}
