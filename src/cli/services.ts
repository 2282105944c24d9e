import { availableParallelism } from 'node:os';
import type { Session, SessionOptions } from '../campaign/session.ts';
import type { DetectionRequest } from '../defects/measure.ts';
import type { DemoLanguage } from '../export/demo-languages.ts';
import type { Defect, Subject } from '../subjects/index.ts';
import type { DetectionResult } from '../trace/result/detection-result.ts';
import type { Program, SessionResult, SessionOptions as UserSessionOptions } from '../userspace/session.ts';

/**
 * The parts that commands put to work. Each is loaded when a command asks for it, because loading them takes
 * many times as long as printing the help.
 */
export interface Services {
  subjects(): Promise<SubjectService>;
  sessions(): Promise<SessionService>;
  userspace(): Promise<UserspaceService>;
  detection(): Promise<DetectionService>;
}

export interface SubjectService {
  readonly builtInSubjects: readonly Subject[];
  /** The catalogue of seeded defects. */
  readonly defects: readonly Defect[];
}

/** What a session is about. */
export interface SessionRequest extends Omit<SessionOptions, 'source' | 'startThread'> {
  /** A built-in driver's name, or the path of a driver's module. */
  readonly driver: string;
  /** The path of a model's module; null for the driver's own, if any. */
  readonly model: string | null;
}

interface SessionService {
  readonly defaultCases: number;
  /** Threads that execute cases where nobody says how many. */
  readonly defaultWorkers: number;
  /** @throws an error named ModuleError when the driver or the model does not load */
  open(request: SessionRequest): Promise<Session>;
}

interface UserspaceService {
  readonly maxDataBytes: number;
  /** The control codes that the program `controls` sends. */
  readonly sentCodes: readonly number[];
  runSession(options: UserSessionOptions): SessionResult;
  /** A program as source in another language, printable ASCII. */
  exportProgram(program: Program, language: DemoLanguage): string;
}

interface DetectionService {
  measureDetection(request: DetectionRequest): Promise<DetectionResult>;
}

/** More are worth their memory only where somebody asks for them. */
const MAX_DEFAULT_WORKERS = 16;

/** The real ones. */
export const services: Services = {
  subjects: () => import('../subjects/index.ts'),
  async sessions() {
    const { DEFAULT_CASES } = await import('../campaign/campaign-request.ts');
    const { openSession } = await import('../campaign/session.ts');
    const { subjectSource } = await import('../subjects/index.ts');
    return {
      defaultCases: DEFAULT_CASES,
      defaultWorkers: Math.min(availableParallelism(), MAX_DEFAULT_WORKERS),
      open: async ({ driver, model, ...options }) =>
        openSession({ source: await subjectSource(driver, model), ...options }),
    };
  },
  async userspace() {
    const { MAX_DATA_BYTES, runSession } = await import('../userspace/session.ts');
    const { SENT } = await import('../userspace/controls.ts');
    const { programFacts } = await import('../userspace/program-facts.ts');
    const { exportDemo } = await import('../export/demo.ts');
    return {
      maxDataBytes: MAX_DATA_BYTES,
      sentCodes: Object.values(SENT),
      runSession,
      exportProgram: (program, language) => exportDemo(programFacts(program), language),
    };
  },
  detection: () => import('../defects/measure.ts'),
};
