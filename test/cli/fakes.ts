import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runCampaign as realCampaign } from '../../src/campaign/run-campaign.ts';
import type { Session, SessionRequest as SessionCampaign } from '../../src/campaign/session.ts';
import { identityOf } from '../../src/campaign/shards/identity.ts';
import type { Environment, Host, Interrupt, InterruptListener } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';
import { TextOutput } from '../../src/cli/output/text-output.ts';
import type { Services, SessionRequest } from '../../src/cli/services.ts';
import { Executor } from '../../src/execution/execute.ts';
import { perform } from '../../src/explanation/perform.ts';
import { replay as realReplay } from '../../src/explanation/replay.ts';
import { minimizeIn, sought } from '../../src/hosts/minimize-in.ts';
import { ThreadHost } from '../../src/hosts/thread-host.ts';
import {
  builtInSubjects,
  defects,
  findSubject,
  type Subject,
  type SubjectSummary,
  summaryOf,
} from '../../src/subjects/index.ts';
import type { PerformedCall } from '../../src/trace/finding/evidence.ts';
import type { FindingKey } from '../../src/trace/finding/finding.ts';
import type { ReplayResult } from '../../src/trace/result/replay-result.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { result } from '../report/results.ts';

// What commands load when they run is loaded with the tests, or the first of them would take the time that it takes.
import '../../src/campaign/baseline/apply-baseline.ts';
import '../../src/campaign/baseline/updated-baseline.ts';
import '../../src/cli/commands/defects.ts';
import '../../src/cli/commands/demo.ts';
import '../../src/cli/commands/explain.ts';
import '../../src/cli/commands/export.ts';
import '../../src/cli/commands/inspect.ts';
import '../../src/cli/commands/list.ts';
import '../../src/cli/commands/merge.ts';
import '../../src/cli/commands/minimize.ts';
import '../../src/cli/commands/replay.ts';
import '../../src/cli/commands/report.ts';
import '../../src/cli/commands/run.ts';
import '../../src/report/ctrf.ts';
import '../../src/report/github.ts';
import '../../src/report/html/html.ts';
import '../../src/report/json.ts';
import '../../src/report/junit.ts';
import '../../src/report/markdown.ts';
import '../../src/report/sarif.ts';
import '../../src/report/text.ts';
import '../../src/userspace/session.ts';

/** A stream that keeps what is written to it, or fails. */
export class Capture extends Writable {
  text = '';
  readonly isTTY: boolean;
  failure: Error | null = null;

  constructor(isTTY = false) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: unknown, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.failure === null) this.text += String(chunk);
    done(this.failure);
  }
}

/** An error of the system. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: of the system`), { code });
}

/** A host that the test holds in its hands. */
export class FakeHost implements Host {
  readonly out: Capture;
  readonly err: Capture;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Environment;
  time = 0;
  readonly endedBy: Interrupt[] = [];
  readonly listeners = new Set<InterruptListener>();

  constructor({ isTTY = false, env = {} }: { isTTY?: boolean; env?: Environment } = {}) {
    this.out = new Capture(isTTY);
    this.err = new Capture(isTTY);
    this.stdout = new TextOutput(this.out);
    this.stderr = new TextOutput(this.err);
    this.env = env;
  }

  now(): number {
    return this.time;
  }

  wallClock(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.time);
  }

  onInterrupt(listener: InterruptListener): void {
    this.listeners.add(listener);
  }

  endBy(interrupt: Interrupt): void {
    this.endedBy.push(interrupt);
  }

  interrupt(interrupt: Interrupt = 'SIGINT'): void {
    for (const listener of this.listeners) listener(interrupt);
  }
}

/** What a fake campaign is asked. */
export interface FakeRequest extends SessionCampaign {
  readonly subject: SubjectSummary;
}

type RunCampaign = (request: FakeRequest) => Promise<CampaignResult>;

/** Parts of services that a test has of its own. */
interface Parts {
  readonly subjects?: () => Promise<{ readonly builtInSubjects: readonly Subject[] }>;
  readonly detection?: Services['detection'];
  readonly userspace?: Services['userspace'];
  readonly replay?: (trace: Trace, recorded: FindingKey | null) => ReplayResult;
  readonly minimize?: Session['minimize'];
  readonly runShard?: Session['runShard'];
  /** Called with what each session is opened for. */
  readonly onOpen?: (request: SessionRequest) => void;
}

/** Services with the built-in drivers; a campaign gives `outcome`, a replay is refused unless it is given. */
export function fakeServices(
  outcome: Partial<CampaignResult> | RunCampaign = {},
  parts: Parts = {},
): Services {
  const runCampaign: RunCampaign =
    typeof outcome === 'function'
      ? outcome
      : async ({ subject, seed, cases }) =>
          result({ subject: subject.name, seed, casesRequested: cases, cases, ...outcome });
  const subjects: Services['subjects'] = async () => ({
    builtInSubjects,
    defects,
    ...(await parts.subjects?.()),
  });
  const replay = parts.replay ?? (() => fail('no replay expected'));
  return {
    subjects,
    sessions: async () => ({
      defaultCases: 60_000,
      defaultWorkers: 1,
      async open(request) {
        parts.onOpen?.(request);
        const known = await subjects();
        const all = [...known.builtInSubjects, ...known.defects.map((defect) => defect.subject)];
        const subject = all.find(({ name }) => name === request.driver);
        if (subject === undefined) throw new Error(`no driver ${request.driver}`);
        const summary = summaryOf(subject);
        return {
          summary,
          digests: { driver: null, model: null },
          identity: (campaign) =>
            identityOf({ name: request.driver, driver: null, model: null }, campaign, campaign.corpus),
          runCampaign: (campaign) => runCampaign({ ...campaign, subject: summary }),
          runShard: parts.runShard ?? (async () => fail('no shard expected')),
          replay: async (trace, recorded) => replay(trace, recorded),
          minimize: parts.minimize ?? (async () => fail('no minimization expected')),
          perform: async (trace) => performInThread(trace, subject),
          notChecked: () => null,
          close: async () => {},
        };
      },
    }),
    userspace: parts.userspace ?? (async () => fail('no session expected')),
    detection: parts.detection ?? (async () => fail('no measurement expected')),
  };
}

function performInThread(trace: Trace, subject: Subject): readonly PerformedCall[] {
  return perform(new Executor(subject), subject, trace, null);
}

function fail(message: string): never {
  throw new Error(message);
}

/** Services that do what the real ones do, in this thread: no worker can be started from source. */
export const localServices = fakeServices(
  ({ subject: { name }, ...request }) => realCampaign({ ...request, subject: findSubject(name) }),
  {
    replay: (trace, recorded) => realReplay(trace, findSubject(trace.subject), recorded),
    minimize(trace, key, { budget } = {}) {
      const host = new ThreadHost(findSubject(trace.subject));
      return minimizeIn(host, trace, sought(key), budget === undefined ? {} : { budget });
    },
  },
);

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `irpcheck` with these arguments. */
export async function irpcheck(
  args: readonly string[],
  services: Services = fakeServices(),
  host = new FakeHost(),
): Promise<Outcome> {
  const exitCode = await main(['node', 'irpcheck', ...args], host, services);
  return { exitCode, out: host.out.text, err: host.err.text };
}
