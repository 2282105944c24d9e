import { type CaseSetting, CaseTraces, type Restraint, SKIPPED } from '../execution/case-loop.ts';
import { Tally, type TallyPart } from '../execution/tally.ts';
import { deadlyOpKind, deathBreach, longRunBreach } from '../hosts/death.ts';
import { type Ask, type Death, type Host, isDeath } from '../hosts/host.ts';
import { selfContained } from '../properties/contract/self-contained.ts';
import { terminates } from '../properties/contract/terminates.ts';
import type { SubjectFacts } from '../subjects/index.ts';
import { kindNamed, type OpKind } from '../trace/ops/index.ts';
import type { Segment } from './segments.ts';

/** Deaths during one kind of operation after which it is left out of the cases that follow. */
const DEATHS_PER_OP_KIND = 3;
/** Deaths that do not show again when the case is repeated, after which no more cases are executed. */
const MAX_UNREPEATED = 3;
/** Cases in which the driver changes what can't be put back, after which no more cases are executed. */
const MAX_SPOILT = 3;

/**
 * Cases of a segment that are executed first: they take several times as long as others, until the engine has compiled
 * what they need, and who ends a campaign soon is to have them.
 */
const FIRST_CASES = 100;

/** What the cases of a segment came to. Plain data. */
export interface SegmentPart {
  /** The segment's place. */
  readonly segment: number;
  readonly counts: TallyPart;
  /** Operations of a kind that are left out from a case on. */
  readonly without: Restraint['without'];
  /** Whether the driver made an end of it before its last case. */
  readonly ended: boolean;
  /** What was not executed and why, for people. */
  readonly leftOut: readonly string[];
}

export interface SegmentSetting extends CaseSetting {
  readonly subject: SubjectFacts;
  /** What is left out of it from the start. */
  readonly without: Restraint['without'];
}

/** Executes the cases of one segment on a driver in a worker, without what turns out to kill it. */
export class SegmentRun {
  readonly #host: Host;
  readonly #ask: Ask;
  readonly #segment: Segment;
  readonly #setting: CaseSetting;
  readonly #traces: CaseTraces;
  readonly #tally = new Tally();
  readonly #inherited: Restraint['without'];
  readonly #without: { kind: OpKind; from: number }[] = [];
  readonly #opLimits = new Map<number, number>();
  readonly #deaths = new Map<OpKind | null, number>();
  readonly #leftOut: string[] = [];
  #unrepeated = 0;
  /** Whether the host was ended from here: what was not executed by then is not. */
  #wasEnded = false;
  #spoilt = 0;
  /** The first case that is not executed any more. */
  #end: number;

  constructor(host: Host, ask: Ask, segment: Segment, { subject, without, ...setting }: SegmentSetting) {
    this.#host = host;
    this.#ask = ask;
    this.#segment = segment;
    this.#setting = setting;
    this.#traces = new CaseTraces(subject, this.#setting);
    this.#inherited = without;
    this.#end = segment.to;
  }

  /**
   * Executes the segment. Null when `isStopped` said so before its end.
   *
   * @param onBlock told what was counted since the last time
   */
  async run(isStopped: () => boolean, onBlock: (counts: TallyPart) => void): Promise<SegmentPart | null> {
    const { index, from, to } = this.#segment;
    const { casesPerRequest } = this.#host;
    let next = from;
    while (next < this.#end) {
      const size = next === from ? Math.min(FIRST_CASES, casesPerRequest) : casesPerRequest;
      const end = Math.min(to, next + size);
      if (isStopped()) return null;
      const block = new Tally();
      await this.#block(next, end, block);
      if (!this.#wasEnded && end >= this.#end) await this.#comeToRest(block);
      if (this.#wasEnded) return null;
      this.#tally.add(block.part());
      onBlock(block.part());
      next = end;
    }
    return {
      segment: index,
      counts: this.#tally.part(),
      without: this.#without,
      ended: this.#end < to,
      leftOut: this.#leftOut,
    };
  }

  get #restraint(): Restraint {
    return { without: [...this.#inherited, ...this.#without], opLimits: this.#opLimits };
  }

  /** Executes a block of cases, again without what killed the driver for as long as something does. */
  async #block(from: number, to: number, tally: Tally): Promise<void> {
    let careful = false;
    let next = from;
    for (;;) {
      const end = Math.min(to, this.#end);
      if (next >= end) return;
      const restraint = this.#restraint;
      const answer = await this.#ask({
        kind: 'cases',
        setting: this.#setting,
        from: next,
        to: end,
        restraint,
        careful,
      });
      if (isDeath(answer)) {
        await this.#died(answer, tally);
        if (this.#wasEnded) return;
        continue;
      }
      if (answer.changed.length > 0) {
        // The objects are back as they were, but what ran on the changed ones may have kept wrong results.
        await this.#host.end();
        careful = true;
        continue;
      }
      const { part } = answer;
      tally.add(part);
      if (this.#host.isWatched) {
        tally.countCompared(terminates.id, part.executions);
        tally.countCompared(selfContained.id, part.cases);
      }
      next = answer.next;
      if (next < end) await this.#spoiled(next);
    }
  }

  /** Finds out whether what the driver left behind after its last case keeps the thread busy. */
  async #comeToRest(tally: Tally): Promise<void> {
    const { to } = this.#segment;
    const nothing = { from: to, to, restraint: this.#restraint, careful: false };
    const answer = await this.#ask({ kind: 'cases', setting: this.#setting, ...nothing });
    if (isDeath(answer)) await this.#died(answer, tally);
  }

  /** The driver changed what can't be put back; only another worker can go on. */
  async #spoiled(next: number): Promise<void> {
    await this.#host.end();
    this.#spoilt += 1;
    if (this.#spoilt < MAX_SPOILT) return;
    this.#endAt(next, `the driver changed what can not be put back in ${MAX_SPOILT} cases`);
  }

  /** Finds out which trace of a case the driver died of, and leaves out what killed it. */
  async #died(death: Death, tally: Tally): Promise<void> {
    this.#wasEnded ||= death.wasEnded === true;
    if (this.#wasEnded) return;
    const { caseIndex } = death;
    const probe = await this.#ask({
      kind: 'probe',
      setting: this.#setting,
      caseIndex,
      restraint: this.#restraint,
    });
    this.#wasEnded = isDeath(probe) && probe.wasEnded === true;
    if (this.#wasEnded) return;
    // Of a case that is not executed any more there is nothing left to leave out.
    const skipped = this.#opLimits.get(caseIndex) === SKIPPED;
    const again =
      isDeath(probe) && probe.trace !== null && !skipped ? { death: probe, trace: probe.trace } : null;
    if (again === null) {
      this.#countUnrepeated(death, tally);
      return;
    }
    const breach = deathBreach(again.death, again.trace);
    tally.countVerdict({ property: terminates.id, compared: 1, breach }, again.trace, caseIndex);
    const kind = deadlyOpKind(again.death, again.trace);
    this.#opLimits.set(caseIndex, kind === null ? SKIPPED : again.death.op);
    const deaths = (this.#deaths.get(kind) ?? 0) + 1;
    this.#deaths.set(kind, deaths);
    if (deaths === DEATHS_PER_OP_KIND) this.#leaveOut(kind, caseIndex + 1);
  }

  #leaveOut(kind: OpKind | null, from: number): void {
    const times = `the driver did not come back from it in ${DEATHS_PER_OP_KIND} cases`;
    // Without opens nothing would reach the driver.
    if (kind === null || kindNamed(kind).handles === 'opened') {
      this.#endAt(from, `${kind === null ? 'loading and unloading' : kind}: ${times}`);
      return;
    }
    this.#without.push({ kind, from });
    this.#leftOut.push(`operation ${kind} from case ${this.#casesFrom(from)}: ${times}`);
  }

  /** A death that the case alone does not show, such as by memory used up little by little. */
  #countUnrepeated(death: Death, tally: Tally): void {
    const { caseIndex } = death;
    const trace = this.#traces.traceOf(caseIndex, this.#restraint);
    const breach = longRunBreach(death, trace);
    tally.countVerdict({ property: terminates.id, compared: 1, breach }, trace, caseIndex);
    this.#unrepeated += 1;
    if (this.#unrepeated < MAX_UNREPEATED) return;
    this.#endAt(caseIndex, `the driver died ${MAX_UNREPEATED} times of what no case shows alone`);
  }

  #endAt(caseIndex: number, why: string): void {
    this.#end = Math.min(this.#end, caseIndex);
    this.#leftOut.push(`cases from ${this.#casesFrom(caseIndex)}: ${why}`);
  }

  /** `4 on` for what the first segment found out, which holds for all; `1005 to 1999` for what another did. */
  #casesFrom(from: number): string {
    const { index, to } = this.#segment;
    return index === 0 ? `${from} on` : `${from} to ${to - 1}`;
  }
}
