import { DEFAULT_STALL_SECONDS } from '../hosts/default-stall.ts';
import { HostPool } from '../hosts/host-pool.ts';
import type { IsolateOptions } from '../hosts/isolate.ts';
import { type MinimizeRequest, minimizeIn, sought } from '../hosts/minimize-in.ts';
import { performIn } from '../hosts/perform-in.ts';
import { replayIn } from '../hosts/replay-in.ts';
import { Workers, type WorkersOptions } from '../hosts/workers.ts';
import { METAMORPHIC_PROPERTIES } from '../properties/metamorphic/index.ts';
import { PROPERTIES } from '../properties/registry.ts';
import { ModuleError, type SubjectSource, type SubjectSummary } from '../subjects/index.ts';
import type { PerformedCall } from '../trace/finding/evidence.ts';
import type { Finding, FindingKey } from '../trace/finding/finding.ts';
import type { View } from '../trace/ops/view.ts';
import type { ReplayResult } from '../trace/result/replay-result.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import type { SourceDigests } from '../trace/trace-sources.ts';
import { Campaign, type ShardedRequest } from './campaign.ts';
import { usefulWorkers } from './segments.ts';
import { type CampaignIdentity, identityOf, sourcesPart } from './shards/identity.ts';
import type { ShardDocument } from './shards/shard-document.ts';

/** What a session is about. */
export interface SessionOptions {
  readonly source: SubjectSource;
  /** Told what the driver prints. */
  readonly onOutput?: (text: string) => void;
  /**
   * Told what is thrown outside of the driver's routines, name and message, by what they left behind, such as a timer.
   * It belongs to no case: where it is told, a campaign without findings does not show that the driver conforms.
   */
  readonly onStray?: (thrown: string) => void;
  /** Seconds; executions take well below a thousandth of the default. */
  readonly stallSeconds?: number;
  /**
   * Starts a worker's thread; only tests have one of their own.
   *
   * @internal
   */
  readonly startThread?: IsolateOptions['startThread'];
}

/** What a campaign of a session is asked. */
export interface SessionRequest extends ShardedRequest {
  /** Threads that execute cases, at least 1, which it is if left out. The result does not depend on it. */
  readonly workers?: number;
}

/** A driver in a worker, watched from outside: nothing it does harms the caller or another case. */
export interface Session {
  readonly summary: SubjectSummary;
  /** Of the files that it was loaded from. */
  readonly digests: SourceDigests;
  /**
   * A campaign as `runCampaign` runs it, also judged by contract/terminates and contract/self-contained. The result
   * is a function of subject, modes, cases, seed and corpus alone.
   *
   * @throws RangeError when there are no modes; errors named DriverEntryError or DeviceModelError
   */
  runCampaign(request: SessionRequest): Promise<CampaignResult>;
  /** What tells the campaign of a request from others; `workers`, `shard` and signals have no part in it. */
  identity(request: SessionRequest): CampaignIdentity;
  /** The part of a campaign that `shard` names. `mergeShards` makes the result of all of them. */
  runShard(request: SessionRequest): Promise<ShardDocument>;
  /** Executes a trace as `replay` does; a driver that dies of it breaches contract/terminates. */
  replay(trace: Trace, recorded: FindingKey | null): Promise<ReplayResult>;
  /**
   * Executes a trace for its calls: what the model allows for each, and what the simulated machine did. The call that the
   * driver dies of is the last one, never answered. There are none where it dies before any, where it does not die of
   * the same call each time, and where it changes the engine's objects.
   */
  perform(trace: Trace): Promise<readonly PerformedCall[]>;
  /**
   * Minimizes a trace from anywhere that shows a finding, keeping property and reason, and finds out which of its
   * fields matter. Null when it does not show the finding.
   */
  minimize(trace: Trace, key: FindingKey, request?: MinimizeRequest): Promise<Finding | null>;
  /** Why a replay in a mode, and in a view, cannot tell whether a property is breached; null when it can. */
  notChecked(property: string, mode: BufferingMode, view?: View): string | null;
  /** Ends the worker. */
  close(): Promise<void>;
}

/**
 * Loads a driver in a worker.
 *
 * @throws an error named ModuleError when the driver does not load
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const workersOptions: WorkersOptions = {
    onOutput: options.onOutput ?? (() => {}),
    onStray: options.onStray ?? (() => {}),
    stallMs: 1000 * (options.stallSeconds ?? DEFAULT_STALL_SECONDS),
    ...(options.startThread === undefined ? {} : { startThread: options.startThread }),
  };
  const workers = new Workers(options.source, workersOptions);
  const summary = await workers.summary();
  try {
    requireKnownLimits(summary);
  } catch (error) {
    await workers.end();
    throw error;
  }
  const { constants = null } = options.source;
  return {
    summary,
    digests: sourcesPart(options.source).sources ?? { driver: null, model: null },
    identity: (request) => identityOf(options.source, request, request.corpus),
    runCampaign: (request) =>
      withPool(workers, options.source, workersOptions, request, async (pool) => ({
        ...(await new Campaign(pool, summary, request, constants).run(options.source.model?.path ?? null)),
        ...sourcesPart(options.source),
      })),
    runShard: (request) =>
      withPool(workers, options.source, workersOptions, request, (pool) =>
        new Campaign(pool, summary, request, constants).runShard(
          identityOf(options.source, request, request.corpus),
        ),
      ),
    replay: (trace, recorded) => replayIn(workers, trace, recorded),
    perform: (trace) => performIn(workers, trace),
    minimize: (trace, key, request = {}) => minimizeIn(workers, trace, sought(key), request),
    notChecked: (property, mode, view = 'native') => notChecked(summary, property, mode, view),
    close: () => workers.end(),
  };
}

/** @throws {ModuleError} when a declared limit names no metamorphic property: it would change nothing */
function requireKnownLimits({ name, limits }: SubjectSummary): void {
  const known: readonly string[] = METAMORPHIC_PROPERTIES.map(({ id }) => id);
  const unknown = limits.find(({ property }) => !known.includes(property));
  if (unknown === undefined) return;
  const expected = `expected one of ${known.join(', ')}`;
  throw new ModuleError(`driver '${name}': limits: unknown property '${unknown.property}'; ${expected}`);
}

function notChecked(
  subject: SubjectSummary,
  property: string,
  mode: BufferingMode,
  view: View,
): string | null {
  const entry = PROPERTIES.find(({ id }) => id === property);
  if (entry === undefined) return 'this version knows no such property';
  if (!entry.views.includes(view)) return `it is not judged in the ${view} view`;
  return entry.skipped({ subject, modes: [mode], view, isolated: true });
}

/** How long hosts may take to come to the end of what they were asked, once a campaign is to end. */
const GRACE_MS = 5_000;

/** Works with as many workers as are asked for and have something to do, and ends those that it starts. */
async function withPool<Result>(
  first: Workers,
  source: SubjectSource,
  options: WorkersOptions,
  { workers = 1, cases, signal }: SessionRequest,
  work: (pool: HostPool) => Promise<Result>,
): Promise<Result> {
  if (!Number.isInteger(workers) || workers < 1) throw new RangeError('a campaign needs at least one worker');
  const count = usefulWorkers(workers, cases);
  const others = Array.from({ length: count - 1 }, () => new Workers(source, options));
  for (const each of others) each.prepare();
  // Whoever asks for the end gets what is under way, and does not wait for a driver that does not come back.
  let grace: NodeJS.Timeout | undefined;
  const endAll = (): void => {
    for (const each of [first, ...others]) void each.end();
  };
  const endSoon = (): void => {
    grace = setTimeout(endAll, GRACE_MS);
  };
  signal?.addEventListener('abort', endSoon);
  try {
    return await work(new HostPool([first, ...others]));
  } finally {
    signal?.removeEventListener('abort', endSoon);
    clearTimeout(grace);
    await Promise.all(others.map((each) => each.end()));
  }
}
