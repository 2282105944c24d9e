import { CODE_BASE, NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import type { RoutineKind } from './routine-kinds.ts';

/** Bytes between two routines' addresses, a power of two: an address leads to its routine by a shift. */
const ROUTINE_SHIFT = 4;
const ROUTINE_BYTES = 1 << ROUTINE_SHIFT;

/** What lies at a code address: a JavaScript routine, of one kind if that was said. */
export class CodeEntry<Routine> {
  readonly kind: RoutineKind<Routine> | null;
  readonly routine: Routine;

  constructor(kind: RoutineKind<Routine> | null, routine: Routine) {
    this.kind = kind;
    this.routine = routine;
  }

  /** Whether it can be called as a routine of a kind: as its own alone, or as any where nobody said what it is. */
  isOf<Other>(kind: RoutineKind<Other>): this is CodeEntry<Other> {
    return this.kind === null || (this.kind as unknown) === kind;
  }
}

/** Gives routines code addresses, so that structures can hold pointers to them, and leads back from there. */
export class Code {
  readonly #entries: CodeEntry<unknown>[] = [];
  #permanent = 0;
  /** Leads from other addresses, those of compiled code; null where there is none. */
  elsewhere: ((address: Va) => CodeEntry<unknown> | null) | null = null;

  /** The code address of a routine; the same routine of the same kind, or of none, gets the same address. */
  register<Routine>(kind: RoutineKind<Routine> | null, routine: Routine): Va {
    const entries = this.#entries;
    let index = 0;
    while (
      index < entries.length &&
      !(entries[index]?.routine === routine && (entries[index]?.kind as unknown) === kind)
    ) {
      index += 1;
    }
    if (index === entries.length) entries.push(new CodeEntry(kind, routine));
    return vaAdd(CODE_BASE, index * ROUTINE_BYTES);
  }

  /** What lies at an address; null where that is nothing to be called. */
  at(address: Va): CodeEntry<unknown> | null {
    const offset = (address - CODE_BASE) | 0;
    const isRoutine = address !== NULL_VA && (offset & (ROUTINE_BYTES - 1)) === 0;
    const entry = isRoutine ? this.#entries[offset >> ROUTINE_SHIFT] : undefined;
    return entry ?? this.elsewhere?.(address) ?? null;
  }

  /** Keeps what is registered now across resets. */
  keep(): void {
    this.#permanent = this.#entries.length;
  }

  /** Forgets the routines registered since `keep`. */
  reset(): void {
    this.#entries.length = this.#permanent;
  }
}
