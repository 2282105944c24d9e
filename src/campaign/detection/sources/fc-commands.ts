import fc from 'fast-check';
import { MAX_OPS } from '../../../properties/arbitraries/case-arbitrary.ts';
import { type GeneratedCase, machineOf } from '../../../properties/arbitraries/decode-case.ts';
import { decodeKind, KINDS } from '../../../properties/arbitraries/decode-op.ts';
import type { GenerationProfile } from '../../../properties/arbitraries/profile.ts';
import { swarmOf } from '../../../properties/arbitraries/swarm.ts';
import { MAX_WORD } from '../../../properties/arbitraries/word.ts';
import type { Op, OpKind } from '../../../trace/op.ts';
import { assumedProgress } from './assumed-progress.ts';
import { EVERYTHING } from './without-swarm.ts';

/** What the commands' model knows. */
interface HandleModel {
  open: number;
}

/** An operation as a fast-check command: its run adds the operation to the case. */
class OpCommand implements fc.Command<HandleModel, Op[]> {
  readonly #op: Op;

  constructor(op: Op) {
    this.#op = op;
  }

  /** All but an open need a handle that is open. */
  check({ open }: Readonly<HandleModel>): boolean {
    return this.#op.op === 'open' || open > 0;
  }

  run(model: HandleModel, ops: Op[]): void {
    const { op } = this.#op;
    ops.push(this.#op);
    if (op === 'open' || op === 'duplicate') model.open += 1;
    if (op === 'close') model.open -= 1;
  }

  toString(): string {
    return this.#op.op;
  }
}

/**
 * Cases by fast-check's own model-based testing, `fc.commands` of size 'max': as many commands at most as a
 * campaign's cases have operations, kinds by the same weights, arguments from the same tables with everything
 * enabled, and preconditions that know what is open. As commands are generated before any of them runs, arguments
 * are chosen as if one handle were open and 13 bytes stored; those relative to the length last written are
 * resolved when the trace is executed, as in any trace.
 */
export function fcCommands(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const swarm = swarmOf(EVERYTHING);
  const commandOf = (kind: OpKind) =>
    fc
      .tuple(word, word)
      .map(
        ([first, second]) =>
          new OpCommand(decodeKind(kind, first, second, assumedProgress(), swarm, profile)),
      );
  const commands = fc.commands(KINDS.map(commandOf), { maxCommands: MAX_OPS, size: 'max' });
  return fc.tuple(word, commands).map(([machineWord, generated]) => {
    const ops: Op[] = [];
    fc.modelRun(() => ({ model: { open: 0 }, real: ops }), generated);
    return { machine: machineOf(machineWord), ops };
  });
}
