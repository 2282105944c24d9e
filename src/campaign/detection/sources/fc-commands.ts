import fc from 'fast-check';
import { MAX_OPS } from '../../../properties/arbitraries/case-arbitrary.ts';
import { type GeneratedCase, machineOf } from '../../../properties/arbitraries/decode-case.ts';
import { decodeKind, KINDS } from '../../../properties/arbitraries/decode-op.ts';
import { decodeOpen } from '../../../properties/arbitraries/opens.ts';
import type { GenerationProfile } from '../../../properties/arbitraries/profile.ts';
import { swarmOf } from '../../../properties/arbitraries/swarm.ts';
import { MAX_WORD } from '../../../properties/arbitraries/word.ts';
import type { Op, OpKind } from '../../../trace/op.ts';
import { assumedProgress } from './assumed-progress.ts';
import { EVERYTHING } from './without-swarm.ts';

/** What the commands' model knows: as much of what is open as a campaign's generator does. */
interface HandleModel {
  open: number;
}

/** An operation as a fast-check command: its run adds the operation to the case. */
class OpCommand implements fc.Command<HandleModel, Op[]> {
  readonly #op: Op;
  readonly #exclusive: boolean;

  constructor(op: Op, { exclusive }: GenerationProfile) {
    this.#op = op;
    this.#exclusive = exclusive;
  }

  /** All but an open need a handle that is open. */
  check({ open }: Readonly<HandleModel>): boolean {
    return this.#op.op === 'open' || open > 0;
  }

  run(model: HandleModel, ops: Op[]): void {
    const op = this.#op;
    ops.push(op);
    // Another name may lead nowhere.
    if (op.op === 'open' && op.name === null && !(this.#exclusive && model.open > 0)) model.open += 1;
    if (op.op === 'duplicate' && op.handle !== 'none') model.open += 1;
    if (op.op === 'close' && op.handle !== 'none') model.open -= 1;
  }

  toString(): string {
    return this.#op.op;
  }
}

/**
 * Cases by fast-check's own model-based testing, `fc.commands` of size 'max': as many operations at most as a
 * campaign's cases have, kinds by the same weights, arguments from the same tables with everything enabled, and
 * preconditions that know what is open. The device is opened first, as a test would in its setup: left to chance,
 * half of the commands would be skipped until something is open. As commands are generated before any of them runs,
 * arguments are chosen as if one handle were open and 13 bytes stored; those relative to the length last written are
 * resolved when the trace is executed, as in any trace.
 */
export function fcCommands(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const swarm = swarmOf(EVERYTHING);
  const opOf = (kind: OpKind) =>
    fc.tuple(word, word).map(([first, second]) => {
      return decodeKind(kind, first, second, assumedProgress(), swarm, profile);
    });
  const setup = word.map((first): Op => {
    return { ...decodeOpen(first, assumedProgress(), swarm, profile), name: null };
  });
  const commands = fc.commands(
    KINDS.map((kind) => opOf(kind).map((op) => new OpCommand(op, profile))),
    { maxCommands: MAX_OPS - 1, size: 'max' },
  );
  return fc.tuple(word, setup, commands).map(([machineWord, open, generated]) => {
    const ops: Op[] = [open];
    fc.modelRun(() => ({ model: { open: 1 }, real: ops }), generated);
    return { machine: machineOf(machineWord), ops };
  });
}
