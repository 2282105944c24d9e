import type { DetectionResult } from '../trace/result/detection-result.ts';
import { EXIT } from './exit-code.ts';
import { counted } from './format.ts';
import type { Verdict } from './verdict.ts';

/** What a detection result means, in words and as an exit code. */
export function detectionVerdictOf(result: DetectionResult): Verdict {
  const { searches, found, minimal, defects, bases, conclusion } = result;
  const undercut = defects.filter(({ below }) => below !== null && below.simpler !== null);
  const accused = bases.filter(({ findings }) => findings.length > 0);
  const parts: string[] = [];
  if (found < searches) parts.push(`${counted(searches - found, 'search', 'searches')} found nothing`);
  if (minimal < found) parts.push(`${counted(found - minimal, 'trace')} not as published`);
  if (undercut.length > 0) parts.push(`${counted(undercut.length, 'published trace')} not minimal`);
  if (accused.length > 0) parts.push(`accused: ${accused.map(({ name }) => name).join(', ')}`);
  if (conclusion === 'interrupted') {
    return {
      exitCode: EXIT.INCOMPLETE,
      text: `interrupted after ${counted(searches, 'search', 'searches')}`,
    };
  }
  if (conclusion === 'as-published' && parts.length === 0) {
    return { exitCode: EXIT.CONFORMS, text: 'every defect found, and minimized to the published trace' };
  }
  return { exitCode: EXIT.FINDINGS, text: parts.length === 0 ? conclusion : parts.join('; ') };
}
