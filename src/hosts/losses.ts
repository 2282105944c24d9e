import { entryMode, type Stage } from '../execution/beacon.ts';
import type { SubjectSource } from '../subjects/index.ts';
import type { BufferingMode } from '../trace/trace.ts';
import type { DeathReason, Loss } from './inbox.ts';

/** What a driver whose worker is lost died of. */
export function reasonOf(loss: Exclude<Loss, 'no-time'>): DeathReason {
  return loss === 'runs' || loss === 'waits' ? 'never-returns' : loss;
}

const LOADING: Readonly<Record<DeathReason, string>> = {
  'never-returns': 'does not come to an end',
  'ends-the-process': 'ends its thread, or waits for what never comes',
  'out-of-memory': 'uses up the memory',
  'breaks-the-channel': 'writes into the channel by which it is asked',
};

/** Who is at fault for what happens at a stage of loading. */
function culpritOf({ name, model }: SubjectSource, stage: Stage | null): string {
  return stage === 'model' && model !== null ? `model '${model.path}'` : `driver '${name}'`;
}

/** A driver or a model that died while it was loaded. */
export class LoadDeath extends Error {
  override readonly name = 'ModuleError';
  readonly stage: Stage | null;
  readonly reason: DeathReason;

  constructor(source: SubjectSource, stage: Stage | null, reason: DeathReason) {
    super(`${culpritOf(source, stage)}: loading it ${LOADING[reason]}`);
    this.stage = stage;
    this.reason = reason;
  }

  /** The mode in which DriverEntry was called; null where a file was evaluated. */
  get mode(): BufferingMode | null {
    return entryMode(this.stage);
  }
}

/** Nothing can be said of a driver: it does nothing, and that may be because the machine gives it no time. */
export class NoTime extends Error {
  override readonly name = 'NoTimeError';

  constructor({ name }: SubjectSource, what: string) {
    super(
      `driver '${name}': ${what} does not come to an end, and does not use the processor: the machine may be slow`,
    );
  }
}
