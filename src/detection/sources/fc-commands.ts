import fc from 'fast-check';
import { MAX_OPS, opWords, WORD } from '../../properties/generate/case-words.ts';
import { type GeneratedCase, machineOf } from '../../properties/generate/decode-case.ts';
import { decoderOf } from '../../properties/generate/decode-op.ts';
import { loadingOf } from '../../properties/generate/loading.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { EVERYTHING } from '../../trace/ops/draw/swarm.ts';
import type { Op } from '../../trace/ops/index.ts';
import { open as openKind } from '../../trace/ops/open.ts';
import { assumingDrawing } from './assuming.ts';

/** The words of what is around the operations. */
const AROUND = fc.tuple(WORD, WORD);

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

/** Operations of every kind as commands, with arguments from the campaign's own tables. */
function commandsOf(
  profile: GenerationProfile,
  maxCommands: number,
): fc.Arbitrary<fc.Command<HandleModel, Op[]>[]> {
  const words = opWords(profile);
  const kinds = decoderOf(profile).kinds.map((kind) =>
    words.map((own) => new OpCommand(kind.draw(assumingDrawing(EVERYTHING, profile, own)), profile)),
  );
  return fc.commands(kinds, { maxCommands, size: 'max' }).map((commands) => [...commands]);
}

function caseOf(
  [machineWord, loadingWord]: readonly [number, number],
  profile: GenerationProfile,
  ops: Op[],
  commands: Iterable<fc.Command<HandleModel, Op[]>>,
): GeneratedCase {
  fc.modelRun(() => ({ model: { open: ops.length }, real: ops }), commands);
  return { machine: machineOf(machineWord), ...loadingOf(loadingWord, profile), ops };
}

/**
 * Cases by fast-check's own model-based testing, `fc.commands` of size 'max': as many commands at most as a
 * campaign's cases have operations, kinds by the same weights, arguments from the same tables with everything enabled,
 * and preconditions that know what is open. As commands are generated before any of them runs, arguments are chosen as
 * if one handle were open and 13 bytes stored; those relative to the length last written are resolved when the trace is
 * executed, as in any trace.
 */
export function fcCommands(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return fc
    .tuple(AROUND, commandsOf(profile, MAX_OPS))
    .map(([around, commands]) => caseOf(around, profile, [], commands));
}

/** The same with the device opened first, as by the setup of a test: no command is skipped until something is open. */
export function fcCommandsOpened(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  const setup = opWords(profile).map((words): Op => {
    return { ...openKind.draw(assumingDrawing(EVERYTHING, profile, words)), name: null };
  });
  return fc
    .tuple(AROUND, setup, commandsOf(profile, MAX_OPS - 1))
    .map(([around, open, commands]) => caseOf(around, profile, [open], commands));
}
