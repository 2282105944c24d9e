import { deathBreach } from '../../hosts/death.ts';
import { type Ask, isDeath } from '../../hosts/host.ts';
import type { ModuleConstants } from '../../subjects/index.ts';
import type { Breach } from '../../trace/finding/finding.ts';
import type { Scouted } from '../../trace/result/scouted.ts';
import type { BufferingMode, Trace } from '../../trace/trace.ts';
import { scoutingPlan } from './plan.ts';
import { type Probe, type ProbeAnswer, probeTrace } from './probe.ts';

/** Whose control requests are looked for. */
export interface ScoutingSetting {
  /** The name of the driver. */
  readonly subject: string;
  readonly mode: BufferingMode;
  /** Codes that it is said to know. */
  readonly declared: readonly number[];
  /** Numbers that its module is written with. */
  readonly constants: ModuleConstants;
}

/** A breach that a request of a scouting run showed. */
interface ScoutedBreach {
  readonly breach: Breach;
  readonly trace: Trace;
  /** Place among the requests. */
  readonly index: number;
}

/** What a scouting run came to. */
export interface ScoutingRun {
  readonly scouted: Scouted;
  readonly breaches: readonly ScoutedBreach[];
}

/** Sends the requests of one scouting run, and keeps what they show. */
class Scout {
  readonly breaches: ScoutedBreach[] = [];
  requests = 0;
  ended = false;
  readonly #ask: Ask;
  readonly #setting: ScoutingSetting;
  readonly #most: number;
  readonly #isStopped: () => boolean;

  constructor(ask: Ask, setting: ScoutingSetting, most: number, isStopped: () => boolean) {
    this.#ask = ask;
    this.#setting = setting;
    this.#most = most;
    this.#isStopped = isStopped;
  }

  /** The answers, of the first probes alone where the driver did not come back from one. */
  async answers(probes: readonly Probe[]): Promise<readonly ProbeAnswer[]> {
    const { subject, mode } = this.#setting;
    const traces = probes.map((probe) => probeTrace(subject, mode, probe));
    const answers: ProbeAnswer[] = [];
    for (let at = 0; at < traces.length && !this.ended; at += this.#most) {
      answers.push(...(await this.#together(traces.slice(at, at + this.#most))));
    }
    return answers;
  }

  async #together(traces: readonly Trace[]): Promise<readonly ProbeAnswer[]> {
    if (this.#isEnded()) return [];
    const answer = await this.#ask({ kind: 'scout', traces });
    if (!isDeath(answer) && answer.length === traces.length) {
      return answer.map((each, index) => {
        this.#note(each.breaches, traces[index]);
        return each.answer;
      });
    }
    // Which of them it was shows one by one.
    const answers: ProbeAnswer[] = [];
    for (const trace of traces) {
      if (this.#isEnded()) break;
      answers.push(await this.#alone(trace));
    }
    return answers;
  }

  async #alone(trace: Trace): Promise<ProbeAnswer> {
    const answer = await this.#ask({ kind: 'scout', traces: [trace] });
    if (isDeath(answer)) {
      this.ended = true;
      if (answer.wasEnded !== true) this.#note([deathBreach(answer, trace)], trace);
      return null;
    }
    const [only] = answer;
    this.#note(only?.breaches ?? [], trace);
    return only?.answer ?? null;
  }

  #isEnded(): boolean {
    this.ended ||= this.#isStopped();
    return this.ended;
  }

  #note(breaches: readonly Breach[], trace: Trace | undefined): void {
    if (trace === undefined) return;
    for (const breach of breaches) this.breaches.push({ breach, trace, index: this.requests });
    this.requests += 1;
  }
}

/**
 * Finds out which control codes a driver knows and which lengths they want, before the first case. A request that it does
 * not come back from ends the run with what was learnt; one that is refused tells nothing.
 *
 * @param most requests that are sent at once
 */
export async function scoutDriver(
  ask: Ask,
  setting: ScoutingSetting,
  most: number,
  isStopped: () => boolean,
): Promise<ScoutingRun> {
  const scout = new Scout(ask, setting, most, isStopped);
  const plan = scoutingPlan(setting.declared, setting.constants);
  let step = plan.next();
  while (step.done !== true) step = plan.next(scout.ended ? [] : await scout.answers(step.value));
  const { requests, ended, breaches } = scout;
  return { scouted: { requests, ended, codes: step.value }, breaches };
}
