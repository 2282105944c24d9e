import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import type { Slot } from '../../trace/ops/draw/slot.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { kindNamed, type Op } from '../../trace/ops/index.ts';
import { applicableKinds } from './applicable-kinds.ts';
import { decoderOf, UNOPENED } from './decode-op.ts';
import type { Words } from './layout.ts';
import type { LongCase } from './long-case.ts';
import { WordDrawing } from './word-drawing.ts';

/** Of 16 values those that open one more of many handles. */
const OPENS_BELOW = 8;

/** Draws operations some of whose choices are those of the first. */
class HeldDrawing extends WordDrawing {
  readonly #held: ReadonlySet<Slot>;
  readonly #first: Words;

  constructor(swarm: Swarm, profile: GenerationProfile, held: readonly Slot[], first: Words) {
    super(swarm, profile);
    this.#held = new Set(held.filter((slot) => this.isDrawn(slot)));
    this.#first = first;
  }

  override draw(slot: Slot): number {
    return this.#held.has(slot) ? this.read(this.#first, slot) : super.draw(slot);
  }
}

/** What a long case does without: a case with one handle does not open or close others, one with many closes none. */
function without({ handles }: LongCase, profile: GenerationProfile): ReadonlySet<Feature> {
  const kinds = applicableKinds(profile).map(kindNamed);
  const left = kinds.filter(
    (kind) =>
      (handles === 'one' && kind.handles !== 'kept') || (handles === 'many' && kind.handles === 'closed'),
  );
  return new Set(left.map(({ feature }) => feature));
}

/** The operations of a long case. */
export function decodeLong(
  words: readonly Words[],
  longCase: LongCase,
  all: Swarm,
  profile: GenerationProfile,
): Op[] {
  const off = without(longCase, profile);
  const swarm: Swarm = { uses: (feature) => !off.has(feature) && all.uses(feature) };
  const drawing = new HeldDrawing(swarm, profile, longCase.held, words[0] ?? []);
  const decoder = decoderOf(profile);
  return words.map((own) => {
    drawing.from(own);
    const opens = longCase.handles === 'many' && drawing.draw(UNOPENED) < OPENS_BELOW;
    return opens ? decoder.decodeOpening(drawing) : decoder.decode(drawing);
  });
}
