import type { CampaignOptions } from '../campaign/campaign.ts';
import type { Subject } from '../subjects/index.ts';
import type { FindingKey } from '../trace/finding.ts';
import type { ReplayResult } from '../trace/replay-result.ts';
import type { CampaignResult } from '../trace/result.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * The parts that commands put to work. Each is loaded when a command asks for it, because loading them takes
 * many times as long as printing the help.
 */
export interface Services {
  subjects(): Promise<SubjectService>;
  campaign(): Promise<CampaignService>;
  replay(): Promise<ReplayService>;
}

export interface SubjectService {
  readonly builtInSubjects: readonly Subject[];
}

export interface CampaignService {
  readonly defaultCases: number;
  runCampaign(options: CampaignOptions): Promise<CampaignResult>;
}

export interface ReplayService {
  replay(trace: Trace, subject: Subject, recorded: FindingKey | null): ReplayResult;
}

/** The real ones. */
export const services: Services = {
  subjects: () => import('../subjects/index.ts'),
  async campaign() {
    const { DEFAULT_CASES, runCampaign } = await import('../campaign/campaign.ts');
    return { defaultCases: DEFAULT_CASES, runCampaign };
  },
  replay: () => import('../campaign/replay.ts'),
};
