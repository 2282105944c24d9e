import type { Drawing } from '../../trace/ops/draw/drawing.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { applicableSlots, slot } from '../../trace/ops/draw/slot.ts';
import { times } from '../../trace/ops/draw/table.ts';
import { kindNamed, kindsOf, type Op } from '../../trace/ops/index.ts';
import { applicableKinds, isApplicable, ofProfile } from './applicable-kinds.ts';
import { Layout } from './layout.ts';

/** Which kind it is, when nothing else decides that. */
export const KIND = slot(10);
/** Of 16 values the one that uses no handle's value where nothing is open, instead of opening one. */
export const UNOPENED = slot(4);
const WITHOUT_OPEN = 15;
/** Of 8 values those that make a read a write while nothing is written: there is little to read before. */
const WRITE_FIRST = slot(3);
const WRITE_FIRST_FROM = 3;

type Kind = ReturnType<typeof kindNamed>;

/** One of them; `choice` is counted modulo their number. */
function one(kinds: readonly Kind[], choice: number): Kind {
  const kind = kinds[choice % kinds.length];
  if (kind === undefined) throw new RangeError('a view without a kind of operation to draw');
  return kind;
}

function opensWithoutHandle({ handles, fields }: Kind): boolean {
  return handles === 'opened' && fields.every(({ key }) => key !== 'handle');
}

/** What is drawn for a profile, by the kinds that apply to it. */
class OpDecoder {
  /** Kinds while a handle is open, each as often as it weighs, the commonest first. */
  readonly kinds: readonly Kind[];
  /** Where the choices of an operation stand in its words. */
  readonly layout: Layout;
  /** By choice: neighbours stand for the same or neighbouring entries of the table. */
  readonly #kindOfChoice: readonly Kind[];
  readonly #openers: readonly Kind[];
  /** What kinds that a case does without become, the commonest first. */
  readonly #standIns: readonly Kind[];

  constructor(profile: GenerationProfile) {
    const weighed = kindsOf(profile.view)
      .byWeight.filter((kind) => isApplicable(kind, profile))
      .map(kindNamed);
    this.layout = new Layout(
      applicableKinds(profile).map((kind) => [
        KIND,
        UNOPENED,
        WRITE_FIRST,
        ...applicableSlots(kindNamed(kind).slots, profile),
      ]),
    );
    this.kinds = weighed.flatMap((kind) => times(kind.weight, kind));
    const choices = 2 ** KIND.bits;
    this.#kindOfChoice = Array.from({ length: choices }, (_, choice) =>
      one(this.kinds, Math.floor((choice * this.kinds.length) / choices)),
    );
    this.#openers = weighed.filter(opensWithoutHandle);
    this.#standIns = weighed.filter(({ standsIn }) => standsIn !== undefined);
  }

  /** The operation that a drawing stands for, given what the ones before probably led to. */
  decode(drawing: Drawing): Op {
    return this.#drawnKind(drawing).draw(drawing);
  }

  /** An operation that opens a handle. */
  decodeOpening(drawing: Drawing): Op {
    return one(this.#openers, drawing.draw(KIND)).draw(drawing);
  }

  /** What kind of operation is drawn. A kind that the case does without becomes a transfer. */
  #drawnKind(drawing: Drawing): Kind {
    const choice = drawing.draw(KIND);
    if (drawing.openCount === 0 && drawing.draw(UNOPENED) !== WITHOUT_OPEN) return one(this.#openers, choice);
    const kind = this.#kindOfChoice[choice] ?? one(this.kinds, choice);
    const { feature, standsIn, suits } = kind;
    const isUsed = drawing.uses(feature) || (standsIn !== undefined && this.#areAllLeftOut(drawing));
    if (!isUsed || suits?.(drawing) === false) return one(this.#usable(drawing), choice);
    if (standsIn !== 'read' || drawing.lastLength > 0 || drawing.draw(WRITE_FIRST) < WRITE_FIRST_FROM)
      return kind;
    const writes = this.#usable(drawing).filter((each) => each.standsIn === 'write');
    return writes.length === 0 ? kind : one(writes, choice);
  }

  #areAllLeftOut(drawing: Drawing): boolean {
    return this.#standIns.every(({ feature }) => !drawing.uses(feature));
  }

  /** What stands in for kinds that the case does without: all that there is where it would do without all of them. */
  #usable(drawing: Drawing): readonly Kind[] {
    const used = this.#standIns.filter(({ feature }) => drawing.uses(feature));
    return used.length === 0 ? this.#standIns : used;
  }
}

/** What decodes the operations of a profile. */
export const decoderOf = ofProfile((profile) => new OpDecoder(profile));
