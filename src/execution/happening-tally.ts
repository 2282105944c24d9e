import { type DuringEntry, happeningKind, type Point } from '../trace/during.ts';
import { HAPPENING_KINDS } from '../trace/happening-kind.ts';
import type { HappeningCount, StrikeCounts } from '../trace/result/result.ts';
import type { Happenings } from '../trace/run/run.ts';

/** What was counted of happenings: plain data. */
export interface HappeningPart {
  /** By kind, those that were to happen and those that did. */
  readonly kinds: ReadonlyMap<string, StrikeCounts>;
  /** Points that were passed. */
  readonly passed: ReadonlySet<Point>;
}

/** Counts what was to happen in runs, and what did, by its kind. */
export class HappeningTally {
  readonly #kinds = new Map<string, StrikeCounts>();
  readonly #passed = new Set<Point>();

  #count(kind: string, entries: number, struck: number): void {
    const counted = this.#kinds.get(kind);
    this.#kinds.set(kind, {
      entries: entries + (counted?.entries ?? 0),
      struck: struck + (counted?.struck ?? 0),
    });
  }

  /** @param onStruck told the kind of each that struck */
  count({ entries, struck, passed }: Happenings, onStruck: (kind: string) => void): void {
    for (const point of passed) this.#passed.add(point);
    for (const entry of entries) this.#count(happeningKind(entry), 1, 0);
    const hit = (entry: DuringEntry): void => {
      const kind = happeningKind(entry);
      this.#count(kind, 0, 1);
      onStruck(kind);
    };
    struck.forEach(hit);
  }

  /** Adds what was counted elsewhere. */
  add({ kinds, passed }: HappeningPart): void {
    for (const [kind, { entries, struck }] of kinds) this.#count(kind, entries, struck);
    for (const point of passed) this.#passed.add(point);
  }

  part(): HappeningPart {
    return { kinds: this.#kinds, passed: this.#passed };
  }

  /** All kinds together. */
  get strikes(): StrikeCounts {
    let [entries, struck] = [0, 0];
    for (const counted of this.#kinds.values()) {
      entries += counted.entries;
      struck += counted.struck;
    }
    return { entries, struck };
  }

  /** Of every kind, in their order. */
  counts(): HappeningCount[] {
    return HAPPENING_KINDS.map(({ what, point }) => ({
      what,
      ...(this.#kinds.get(what) ?? { entries: 0, struck: 0 }),
      occasion: this.#passed.has(point),
    }));
  }
}
