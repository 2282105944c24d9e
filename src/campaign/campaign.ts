import type { Shown } from '../execution/case-runner.ts';
import type { FirstCase } from '../execution/first-case.ts';
import { type Hints, namedNumbers, withHints } from '../execution/generation.ts';
import { findingKeyText, Tally, type TallyPart } from '../execution/tally.ts';
import { INTERRUPTED, NOT_REPEATABLE, unminimized } from '../explanation/minimize-finding.ts';
import { deathBreach } from '../hosts/death.ts';
import { type Host, isDeath } from '../hosts/host.ts';
import type { HostPool } from '../hosts/host-pool.ts';
import { type MinimizeRequest, minimizeIn } from '../hosts/minimize-in.ts';
import { terminates } from '../properties/contract/terminates.ts';
import type { ModuleConstants, SubjectSummary } from '../subjects/index.ts';
import { type Finding, toldBreach } from '../trace/finding/finding.ts';
import type { CampaignResult, CorpusResult } from '../trace/result/result.ts';
import type { Scouted } from '../trace/result/scouted.ts';
import type { Trace } from '../trace/trace.ts';
import { furtherFindings } from './baseline/further-findings.ts';
import type { CampaignRequest, Progress } from './campaign-request.ts';
import type { Request } from './conclude.ts';
import { type Executed, executedResult, type NumberedFinding } from './executed.ts';
import { type ExecuteSegment, FirstSegment } from './first-segment.ts';
import { hintsOf } from './scouting/hints.ts';
import { numbersOf } from './scouting/numbers.ts';
import { scoutDriver } from './scouting/scout-driver.ts';
import { type SegmentPart, SegmentRun } from './segment-run.ts';
import { casesOf, isOwn, type Segment, type Shard, segmentsOf, WHOLE } from './segments.ts';
import type { CampaignIdentity } from './shards/identity.ts';
import type { ShardDocument } from './shards/shard-document.ts';
import { stoppedBy } from './stopped-by.ts';

/** Keeps what whole segments came to, so that a campaign can go on from there. */
export interface Checkpoints {
  /** The segments that were kept. */
  load(): Promise<readonly SegmentPart[]>;
  /** Keeps a segment. What can't be kept is executed again: it is no reason to end the campaign. */
  save(part: SegmentPart): Promise<void>;
}

const NOTHING: Shown = { breaches: [], refused: null };

/** What a campaign on hosts is asked. */
export interface ShardedRequest extends CampaignRequest {
  /** The part of the campaign to execute; all of it if left out. */
  readonly shard?: Shard;
  readonly checkpoints?: Checkpoints;
}

/**
 * One campaign on the hosts of a driver. Its result does not depend on their number, as long as the driver keeps nothing
 * from one load to the next (metamorphic/repeat finds out those that do).
 */
export class Campaign {
  readonly #pool: HostPool;
  /** With the control codes that the scouting run found out. */
  #subject: SubjectSummary;
  readonly #constants: ModuleConstants | null;
  #scouted: Scouted | null = null;
  #hints: Hints = {};
  readonly #request: ShardedRequest;
  readonly #shard: Shard;
  /** Cases that are counted here. */
  readonly #casesRequested: number;
  readonly #tally = new Tally();
  readonly #leftOut = new Map<number, readonly string[]>();

  /** @param constants numbers that the driver's module is written with; null for a driver that is not scouted */
  constructor(
    pool: HostPool,
    subject: SubjectSummary,
    request: ShardedRequest,
    constants: ModuleConstants | null = null,
  ) {
    const { modes, cases, shard = WHOLE } = request;
    if (modes.length === 0) throw new RangeError('a campaign needs at least one buffering mode');
    this.#pool = pool;
    this.#subject = subject;
    this.#constants = constants;
    this.#request = request;
    this.#shard = shard;
    this.#casesRequested = casesOf(shard, cases);
  }

  /** @param model the file of the device's model, for the result; null for none */
  async run(model: string | null): Promise<CampaignResult> {
    const executed = await this.execute();
    return executedResult(this.requestWith(model), executed);
  }

  /** What was asked, as results tell it. */
  requestWith(model: string | null): Request {
    const { modes, cases, seed, view = 'native' } = this.#request;
    return { subject: this.#subject, model, modes, cases, seed, view, isolated: this.#pool.isWatched };
  }

  /** @param campaign what the shard is a part of */
  async runShard(campaign: CampaignIdentity): Promise<ShardDocument> {
    const { counts, findings, leftOut, corpus, stopped, scouted } = await this.execute();
    return {
      campaign,
      shard: this.#shard,
      complete: stopped === null,
      subject: this.#subject,
      counts: counts.part(),
      findings,
      leftOut: [...leftOut],
      corpus,
      ...(scouted !== null && { scouted }),
      timing: null,
    };
  }

  async execute(): Promise<Executed> {
    await this.#scout();
    const corpus = await this.#replayCorpus();
    await this.#executeCases();
    const mayRunShort = this.#tally.cases < this.#casesRequested;
    const stopped = mayRunShort ? stoppedBy(this.#request) : null;
    const findings = await this.#minimizeAll();
    // Findings that are not minimized make it incomplete as well.
    return {
      counts: this.#tally,
      findings,
      leftOut: this.#leftOut,
      corpus,
      scouted: this.#scouted,
      stopped: this.#isInterrupted() ? 'interrupted' : stopped,
    };
  }

  #report(phase: Progress['phase']): void {
    const { cases, calls, findings } = this.#tally;
    this.#request.onProgress?.({ phase, cases, casesRequested: this.#casesRequested, calls, findings });
  }

  #isInterrupted(): boolean {
    return this.#request.signal?.aborted === true;
  }

  readonly #isStopped = (): boolean => stoppedBy(this.#request) !== null;

  /** Every shard scouts, since its cases depend on it; what it shows is counted by the shard that counts the first segment. */
  async #scout(): Promise<void> {
    const [mode] = this.#request.modes;
    if (this.#constants === null || mode === undefined || this.#isStopped()) return;
    const { name, generation } = this.#subject;
    const declared = generation.controls ?? [];
    const codes = declared.map(({ code }) => code);
    const setting = { subject: name, mode, declared: codes, constants: this.#constants };
    const { scouted, breaches } = await this.#pool.first((host) =>
      scoutDriver(this.#pool.askerFor(host), setting, host.casesPerRequest, this.#isStopped),
    );
    this.#scouted = scouted;
    const controls = hintsOf(declared, scouted.codes);
    const numbers = numbersOf(namedNumbers(generation), this.#constants);
    this.#hints = { ...(controls.length > 0 && { controls }), ...(numbers.length > 0 && { numbers }) };
    this.#subject = withHints(this.#subject, this.#hints);
    if (!this.#isCounted(0)) return;
    for (const { breach, trace, index } of breaches) {
      const first = { breach: toldBreach(breach), trace, caseIndex: index - scouted.requests };
      this.#tally.noteFirst(first);
      this.#tally.noteFurther(first);
    }
  }

  /** Traces of the corpus are executed by the shard that counts the first segment. */
  async #replayCorpus(): Promise<CorpusResult | null> {
    const { corpus } = this.#request;
    if (corpus === undefined || this.#shard.index !== 1) return null;
    let traces = 0;
    const shown = await this.#pool.map(corpus, async (trace, host) => {
      if (this.#isStopped()) return NOTHING;
      const shownByTrace = await this.#shownBy(trace, host);
      if (shownByTrace === null) return NOTHING;
      traces += 1;
      this.#report('cases');
      return shownByTrace;
    });
    let showing = 0;
    for (const [index, trace] of corpus.entries()) {
      const { breaches, refused } = shown[index] ?? NOTHING;
      const caseIndex = index - corpus.length - (this.#scouted?.requests ?? 0);
      if (breaches.some(({ severity }) => severity === 'error')) showing += 1;
      for (const breach of breaches) {
        this.#tally.noteFirst({ breach, trace, caseIndex });
        this.#tally.noteFurther({ breach, trace, caseIndex });
      }
      if (refused !== null) this.#tally.noteRefusal(refused, caseIndex);
    }
    return { traces, showing };
  }

  /** Null where it was ended before it was shown. */
  async #shownBy(trace: Trace, host: Host): Promise<Shown | null> {
    const answer = await this.#pool.askerFor(host)({ kind: 'show', trace });
    if (isDeath(answer) && answer.wasEnded === true) return null;
    return isDeath(answer) ? { breaches: [deathBreach(answer, trace)], refused: null } : answer;
  }

  async #executeCases(): Promise<void> {
    const [first, ...others] = segmentsOf(this.#request.cases);
    // What was kept is not the whole of it if the corpus was not executed to its end.
    if (first === undefined || this.#isStopped()) return;
    const kept = new Map(
      (await this.#request.checkpoints?.load())?.map((part) => [part.segment, part] as const),
    );
    const own = others.filter((segment) => isOwn(this.#shard, segment));
    for (const { index } of [first, ...own]) {
      const part = kept.get(index);
      if (part !== undefined) this.#count(part);
    }
    this.#report('cases');
    const firstSegment = new FirstSegment();
    const keptFirst = kept.get(first.index);
    if (keptFirst !== undefined) firstSegment.end(keptFirst);
    const left = [first, ...own].filter(({ index }) => !kept.has(index));
    await this.#pool.map(left, (segment, host) =>
      segment === first
        ? this.#executeFirst(host, segment, firstSegment)
        : this.#executeOther(host, segment, firstSegment),
    );
  }

  /** Counts a segment that was executed before. */
  #count({ segment, counts, leftOut }: SegmentPart): void {
    if (!this.#isCounted(segment)) return;
    this.#tally.add(counts);
    this.#leftOut.set(segment, leftOut);
  }

  /** Every shard executes the first segment, and one of them counts it. */
  #isCounted(segment: number): boolean {
    return segment > 0 || this.#shard.index === 1;
  }

  async #executeFirst(host: Host, segment: Segment, firstSegment: FirstSegment): Promise<void> {
    let part: SegmentPart | null = null;
    try {
      const counted = this.#isCounted(segment.index);
      const onBlock = (counts: TallyPart): void =>
        counted ? this.#countBlock(counts) : this.#report('cases');
      part = await this.#executing(host, segment)([], () => false, onBlock);
    } finally {
      firstSegment.end(part);
    }
    await this.#keep(part);
  }

  async #executeOther(host: Host, segment: Segment, firstSegment: FirstSegment): Promise<void> {
    const onBlock = (counts: TallyPart): void => this.#countBlock(counts);
    await this.#keep(await firstSegment.segment(this.#executing(host, segment), onBlock));
  }

  #executing(host: Host, segment: Segment): ExecuteSegment {
    const { modes, seed, view = 'native' } = this.#request;
    const ask = this.#pool.askerFor(host);
    return (without, isStopped, onBlock) => {
      const setting = { subject: this.#subject, modes, seed, view, without, hints: this.#hints };
      const run = new SegmentRun(host, ask, segment, setting);
      return run.run(() => isStopped() || this.#isStopped(), onBlock);
    };
  }

  #countBlock(counts: TallyPart): void {
    this.#tally.add(counts);
    this.#report('cases');
  }

  /** @param part null for a segment that was not executed to its end */
  async #keep(part: SegmentPart | null): Promise<void> {
    if (part === null) return;
    if (this.#isCounted(part.segment)) this.#leftOut.set(part.segment, part.leftOut);
    await this.#request.checkpoints?.save(part);
  }

  async #minimizeAll(): Promise<NumberedFinding[]> {
    const findings = await this.#byHosts(this.#tally.firstCases(), async (first, host) => {
      this.#report('minimizing');
      return { caseIndex: first.caseIndex, finding: await this.#minimize(first, host) };
    });
    const { isAccepted } = this.#request;
    if (isAccepted === undefined) return findings;
    const all = await this.#byHosts(findings, async (first, host) =>
      isAccepted(first.finding) ? [first, ...(await this.#further(first, host))] : [first],
    );
    return all.flat();
  }

  /** A driver that dies, or takes all memory, can be told from one beside it only while that one rests. */
  async #byHosts<Work, Result>(
    works: readonly Work[],
    perform: (work: Work, host: Host) => Promise<Result>,
  ): Promise<Result[]> {
    const isDeadly = this.#tally.firstCases().some(({ breach }) => breach.property === terminates.id);
    if (!isDeadly) return await this.#pool.map(works, perform);
    const results: Result[] = [];
    for (const work of works) results.push(await this.#pool.first((host) => perform(work, host)));
    return results;
  }

  /** What an accepted finding hides. */
  async #further(first: NumberedFinding, host: Host): Promise<NumberedFinding[]> {
    const cases = this.#tally.further.of(findingKeyText(first.finding));
    return await furtherFindings(first, cases, async (shown, isWanted) => {
      if (this.#isInterrupted()) return null;
      this.#report('minimizing');
      return await this.#minimize(shown, host, { isWanted });
    });
  }

  async #minimize(
    first: FirstCase,
    host: Host,
    others: Pick<MinimizeRequest, 'isWanted'> = {},
  ): Promise<Finding> {
    const { signal } = this.#request;
    if (this.#isInterrupted()) return unminimized(first, INTERRUPTED);
    const request = { ...others, ...(signal === undefined ? {} : { signal }) };
    const finding = await minimizeIn(host, first.trace, first.breach, request);
    return finding ?? unminimized(first, this.#isInterrupted() ? INTERRUPTED : NOT_REPEATABLE);
  }
}
