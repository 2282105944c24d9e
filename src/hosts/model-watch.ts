import type { Beacon, ModelCall } from '../execution/beacon.ts';
import { DeviceModelError } from '../model/device-model-error.ts';
import { type Changes, namesText } from './changes.ts';

/** Tells what a model changes of the engine's objects from what the driver changes. */
export class ModelWatch implements Changes {
  /** Whether all of them are looked at before and after each call of a model, which takes longer than the call. */
  isCareful = false;
  readonly #changes: Changes;
  readonly #beacon: Beacon;
  /** What was changed before a model was called. */
  #kept: string[] = [];

  constructor(changes: Changes, beacon: Beacon) {
    this.#changes = changes;
    this.#beacon = beacon;
  }

  get isSpoiled(): boolean {
    return this.#changes.isSpoiled;
  }

  /** What the driver changed; a model's changes are told when it makes them. */
  restore(): string[] {
    const kept = this.#kept;
    this.#kept = [];
    return [...kept, ...this.#changes.restore()];
  }

  requireUsable(): void {
    this.#changes.requireUsable();
  }

  /**
   * Makes a call of a model, which shows on the beacon.
   *
   * @throws {DeviceModelError} when the model changes what is not its own
   */
  call<Result>(model: string, call: ModelCall, make: () => Result): Result {
    const { isCareful } = this;
    if (isCareful) this.#kept.push(...this.#changes.restore());
    this.#beacon.modelCall = call;
    try {
      return make();
    } finally {
      this.#beacon.modelCall = null;
      if (isCareful) this.#requireUnchanged(model, call);
      else this.#changes.requireUsable();
    }
  }

  #requireUnchanged(model: string, call: ModelCall): void {
    const changed = this.#changes.restore();
    if (changed.length > 0)
      throw new DeviceModelError(`the model ${model}: ${call} changes ${namesText(changed)}`);
  }
}
