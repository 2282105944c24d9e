import type { SubjectSummary } from '../../subjects/index.ts';
import type { Finding } from '../../trace/finding.ts';
import type { OpKind } from '../../trace/op.ts';
import type { CampaignResult } from '../../trace/result.ts';
import type { CampaignRequest, Progress } from '../campaign.ts';
import { type CaseSetting, CaseTraces, type Restraint, SKIPPED } from '../case-loop.ts';
import { resultOf } from '../conclude.ts';
import { INTERRUPTED, NOT_REPEATABLE, unminimized } from '../minimize-finding.ts';
import { SELF_CONTAINED, TERMINATES } from '../property-list.ts';
import { type FirstCase, Tally } from '../tally.ts';
import { deadlyOpKind, deathBreach, longRunBreach } from './death.ts';
import { type Death, isDeath } from './isolate.ts';
import { minimizeIn } from './minimize-in.ts';
import type { Workers } from './workers.ts';

/** Cases of one request: what has to be done again when the driver dies, and how often progress is told. */
const CASES_PER_REQUEST = 1_000;
/** Deaths during one kind of operation after which it is left out of the cases that follow. */
const DEATHS_PER_OP_KIND = 3;
/** Deaths that do not show again when the case is repeated, after which no more cases are executed. */
const MAX_UNREPEATED = 3;
/** Cases in which the driver changes what can't be put back, after which no more cases are executed. */
const MAX_SPOILT = 3;

/** One campaign on a driver in a worker. */
export class IsolatedCampaign {
  readonly #workers: Workers;
  readonly #subject: SubjectSummary;
  readonly #request: CampaignRequest;
  readonly #setting: CaseSetting;
  readonly #traces: CaseTraces;
  readonly #tally = new Tally();
  readonly #without: { kind: OpKind; from: number }[] = [];
  readonly #opLimits = new Map<number, number>();
  readonly #deaths = new Map<OpKind | null, number>();
  readonly #leftOut: string[] = [];
  #unrepeated = 0;
  #spoilt = 0;
  /** The first case that is not executed any more. */
  #end: number;

  constructor(workers: Workers, subject: SubjectSummary, request: CampaignRequest) {
    const { modes, seed, cases } = request;
    if (modes.length === 0) throw new RangeError('a campaign needs at least one buffering mode');
    this.#workers = workers;
    this.#subject = subject;
    this.#request = request;
    this.#setting = { modes, seed };
    this.#traces = new CaseTraces(subject, this.#setting);
    this.#end = cases;
  }

  async run(): Promise<CampaignResult> {
    const { modes, seed, cases, signal } = this.#request;
    for (let from = 0; from < this.#end; from += CASES_PER_REQUEST) {
      this.#report('cases');
      if (signal?.aborted === true) break;
      await this.#block(from, Math.min(from + CASES_PER_REQUEST, cases));
    }
    const findings: Finding[] = [];
    for (const first of this.#tally.firstCases()) {
      this.#report('minimizing');
      findings.push(signal?.aborted === true ? unminimized(first, INTERRUPTED) : await this.#minimize(first));
    }
    const setting = { subject: this.#subject, model: null, modes, cases, seed, isolated: true };
    return resultOf(setting, this.#tally, findings, this.#leftOut);
  }

  get #restraint(): Restraint {
    return { without: this.#without, opLimits: this.#opLimits };
  }

  #report(phase: Progress['phase']): void {
    const { cases, calls, findings } = this.#tally;
    this.#request.onProgress?.({ phase, cases, casesRequested: this.#request.cases, calls, findings });
  }

  /** Executes a block of cases, again without what killed the driver for as long as something does. */
  async #block(from: number, to: number): Promise<void> {
    let careful = false;
    let next = from;
    for (;;) {
      const end = Math.min(to, this.#end);
      if (next >= end) return;
      const restraint = this.#restraint;
      const answer = await this.#workers.ask({
        kind: 'cases',
        setting: this.#setting,
        from: next,
        to: end,
        restraint,
        careful,
      });
      if (isDeath(answer)) {
        await this.#died(answer);
        continue;
      }
      if (answer.changed.length > 0) {
        // The objects are back as they were, but what ran on the changed ones may have kept wrong results.
        await this.#workers.close();
        careful = true;
        continue;
      }
      const { part } = answer;
      this.#tally.add(part);
      this.#tally.countCompared(TERMINATES, part.executions);
      this.#tally.countCompared(SELF_CONTAINED, part.cases);
      next = answer.next;
      if (next < end) await this.#spoiled(next);
    }
  }

  /** The driver changed what can't be put back; only another worker can go on. */
  async #spoiled(next: number): Promise<void> {
    await this.#workers.close();
    this.#spoilt += 1;
    if (this.#spoilt < MAX_SPOILT) return;
    this.#end = Math.min(this.#end, next);
    this.#leftOut.push(
      `cases from ${next} on: the driver changed what can not be put back in ${MAX_SPOILT} cases`,
    );
  }

  /** Finds out which trace of a case the driver died of, and leaves out what killed it. */
  async #died(death: Death): Promise<void> {
    const { caseIndex } = death;
    const probe = await this.#workers.ask({
      kind: 'probe',
      setting: this.#setting,
      caseIndex,
      restraint: this.#restraint,
    });
    // Of a case that is not executed any more there is nothing left to leave out.
    const skipped = this.#opLimits.get(caseIndex) === SKIPPED;
    const again =
      isDeath(probe) && probe.trace !== null && !skipped ? { death: probe, trace: probe.trace } : null;
    if (again === null) {
      this.#countUnrepeated(death);
      return;
    }
    const breach = deathBreach(again.death, again.trace);
    this.#tally.countVerdict({ property: TERMINATES, compared: 1, breach }, again.trace, caseIndex);
    const kind = deadlyOpKind(again.death, again.trace);
    this.#opLimits.set(caseIndex, kind === null ? SKIPPED : again.death.op);
    const deaths = (this.#deaths.get(kind) ?? 0) + 1;
    this.#deaths.set(kind, deaths);
    if (deaths === DEATHS_PER_OP_KIND) this.#leaveOut(kind, caseIndex + 1);
  }

  #leaveOut(kind: OpKind | null, from: number): void {
    const times = `the driver did not come back from it in ${DEATHS_PER_OP_KIND} cases`;
    if (kind === null || kind === 'open') {
      this.#end = Math.min(this.#end, from);
      this.#leftOut.push(
        `cases from ${from} on: ${kind === null ? 'loading and unloading' : 'open'}: ${times}`,
      );
      return;
    }
    this.#without.push({ kind, from });
    this.#leftOut.push(`operation ${kind} from case ${from} on: ${times}`);
  }

  /** A death that the case alone does not show, such as by memory used up little by little. */
  #countUnrepeated(death: Death): void {
    const { caseIndex } = death;
    const trace = this.#traces.traceOf(caseIndex, this.#restraint);
    const breach = longRunBreach(death, trace);
    this.#tally.countVerdict({ property: TERMINATES, compared: 1, breach }, trace, caseIndex);
    this.#unrepeated += 1;
    if (this.#unrepeated < MAX_UNREPEATED) return;
    this.#end = Math.min(this.#end, caseIndex);
    this.#leftOut.push(
      `cases from ${caseIndex} on: the driver died ${MAX_UNREPEATED} times of what no case shows alone`,
    );
  }

  async #minimize(first: FirstCase): Promise<Finding> {
    const { signal } = this.#request;
    const request = signal === undefined ? {} : { signal };
    const finding = await minimizeIn(this.#workers, first.trace, first.breach, request);
    return finding ?? unminimized(first, NOT_REPEATABLE);
  }
}
