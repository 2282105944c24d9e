import { OP_KINDS, type OpKind } from '../trace/ops/index.ts';
import { type CoverageCount, SIZE_CLASSES, type SizeClass } from '../trace/result/result.ts';
import { BUFFERING_MODES, type BufferingMode } from '../trace/trace.ts';

/** The smallest length of each size class, bytes. */
const LOWEST_BYTES = [0, 1, 2, 4096, 4097, 8193] as const;
/** Columns for each kind of operation and mode: without a size, and one for each size class. */
const COLUMNS = 1 + SIZE_CLASSES.length;

/** The size class of a length; null for what transfers nothing. */
export function sizeClassOf(lengthBytes: number | null): SizeClass | null {
  return SIZE_CLASSES[columnOf(lengthBytes) - 1] ?? null;
}

function columnOf(lengthBytes: number | null): number {
  if (lengthBytes === null) return 0;
  let index = LOWEST_BYTES.length - 1;
  while (index > 0 && lengthBytes < (LOWEST_BYTES[index] ?? 0)) index -= 1;
  return index + 1;
}

const FIRST_ROWS = new Map(OP_KINDS.map((op, index) => [op, index * BUFFERING_MODES.length]));

function rowOf(op: OpKind, mode: BufferingMode): number {
  return ((FIRST_ROWS.get(op) ?? 0) + BUFFERING_MODES.indexOf(mode)) * COLUMNS;
}

/** Counts calls by operation, mode and size class. */
export class Coverage {
  readonly #calls = new Float64Array(OP_KINDS.length * BUFFERING_MODES.length * COLUMNS);

  /** One more call; `lengthBytes` is null for what transfers nothing. Whether it is the first of its kind. */
  count(op: OpKind, mode: BufferingMode, lengthBytes: number | null): boolean {
    const at = rowOf(op, mode) + columnOf(lengthBytes);
    const before = this.#calls[at] ?? 0;
    this.#calls[at] = before + 1;
    return before === 0;
  }

  /** Adds what was counted elsewhere. */
  add(counts: readonly CoverageCount[]): void {
    for (const { op, mode, size, calls } of counts) {
      const at = rowOf(op, mode) + (size === null ? 0 : SIZE_CLASSES.indexOf(size) + 1);
      this.#calls[at] = (this.#calls[at] ?? 0) + calls;
    }
  }

  /** Every count above 0, by operation, then by mode, then by size. */
  counts(): CoverageCount[] {
    return OP_KINDS.flatMap((op) =>
      BUFFERING_MODES.flatMap((mode) =>
        [null, ...SIZE_CLASSES].flatMap((size, column) => {
          const calls = this.#calls[rowOf(op, mode) + column] ?? 0;
          return calls === 0 ? [] : [{ op, mode, size, calls }];
        }),
      ),
    );
  }
}
