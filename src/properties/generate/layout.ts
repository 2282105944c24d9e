import type { Slot } from '../../trace/ops/draw/slot.ts';
import { WORD_BITS } from './word.ts';

/** Numbers that fit a word each. Those left out are 0. */
export type Words = readonly number[];

interface Place {
  readonly word: number;
  /** Of its lowest bit. */
  readonly shift: number;
  /** As many ones as the slot has bits. */
  readonly mask: number;
}

/** The masks of the bits that are taken, a word each. */
type Taken = number[];

/** The first place where all of these have room: the first word, in it the topmost bits. */
function firstFree(bits: number, groups: readonly Taken[]): Place {
  for (let word = 0; ; word += 1) {
    const taken = groups.reduce((mask, group) => mask | (group[word] ?? 0), 0);
    for (let shift = WORD_BITS - bits; shift >= 0; shift -= 1) {
      const mask = 2 ** bits - 1;
      if ((taken & (mask << shift)) === 0) return { word, shift, mask };
    }
  }
}

/**
 * Where slots stand in words. Slots of one group are drawn together and have bits of their own; those that share no
 * group may have the same bits. The first slots of a group are topmost: lowering a word simplifies what decides less
 * before it changes what decides most.
 */
export class Layout {
  /** By the index of the slot. */
  readonly #places: (Place | undefined)[] = [];
  /** Words that hold the slots of any group. */
  readonly words: number;

  /** @throws RangeError for a slot of more bits than a word has */
  constructor(groups: readonly (readonly Slot[])[]) {
    const taken = groups.map((): Taken => []);
    for (const slot of groups.flat()) {
      if (this.#places[slot.index] !== undefined) continue;
      if (slot.bits > WORD_BITS) throw new RangeError(`a slot of ${slot.bits} bits: a word has ${WORD_BITS}`);
      const own = taken.filter((_, index) => groups[index]?.includes(slot));
      const place = firstFree(slot.bits, own);
      this.#places[slot.index] = place;
      for (const group of own) group[place.word] = (group[place.word] ?? 0) | (place.mask << place.shift);
    }
    this.words = Math.max(0, ...taken.map((group) => group.length));
  }

  /** Whether a slot is laid out. */
  holds({ index }: Slot): boolean {
    return this.#places[index] !== undefined;
  }

  /** What words hold in a slot. @throws RangeError for a slot of no group */
  read(words: Words, slot: Slot): number {
    const { word, shift, mask } = this.#placeOf(slot);
    return ((words[word] ?? 0) >>> shift) & mask;
  }

  /** The words with another value in a slot. @throws RangeError for a slot of no group */
  write(words: Words, slot: Slot, value: number): Words {
    const { word, shift, mask } = this.#placeOf(slot);
    const all = Array.from({ length: this.words }, (_, index) => words[index] ?? 0);
    return all.with(word, ((all[word] ?? 0) & ~(mask << shift)) | ((value & mask) << shift));
  }

  #placeOf({ index }: Slot): Place {
    const place = this.#places[index];
    if (place === undefined) throw new RangeError('this slot is not laid out: no kind of operation lists it');
    return place;
  }
}
