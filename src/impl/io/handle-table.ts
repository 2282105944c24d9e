import {
  type NTSTATUS,
  STATUS_ACCESS_DENIED,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

export type ObjectKind = 'file' | 'event';

/** An entry of the handle table. */
export interface HandleEntry {
  readonly kind: ObjectKind;
  readonly object: Va;
  readonly grantedAccess: number;
}

/** What referencing a handle gave. */
export interface Reference {
  status: NTSTATUS;
  object: Va;
  grantedAccess: number;
}

/** Handle values are multiples of four, from four. */
const HANDLE_STEP = 4;

/** The handles of the simulated process. */
export class HandleTable {
  readonly #entries: (HandleEntry | null)[] = [];
  readonly #reference: Reference = { status: STATUS_SUCCESS, object: NULL_VA, grantedAccess: 0 };

  /** A new handle; closed values are not used again, so that a stale one stays invalid. */
  insert(kind: ObjectKind, object: Va, grantedAccess: number): number {
    this.#entries.push({ kind, object, grantedAccess });
    return this.#entries.length * HANDLE_STEP;
  }

  entry(handle: number): HandleEntry | null {
    return this.#entries[handle / HANDLE_STEP - 1] ?? null;
  }

  /** Removes a handle and returns its entry, or null when it was none. */
  remove(handle: number): HandleEntry | null {
    const entry = this.entry(handle);
    if (entry !== null) this.#entries[handle / HANDLE_STEP - 1] = null;
    return entry;
  }

  /**
   * Looks a handle up for use as `kind` with at least one of the rights in `anyOf` (0 asks for none) (R20.1).
   * The result is valid until the next call.
   */
  reference(handle: number, kind: ObjectKind, anyOf: number): Reference {
    const entry = this.entry(handle);
    const result = this.#reference;
    result.object = NULL_VA;
    result.grantedAccess = 0;
    if (entry === null) result.status = STATUS_INVALID_HANDLE;
    else if (entry.kind !== kind) result.status = STATUS_OBJECT_TYPE_MISMATCH;
    else {
      result.object = entry.object;
      result.grantedAccess = entry.grantedAccess;
      result.status =
        anyOf === 0 || (entry.grantedAccess & anyOf) !== 0 ? STATUS_SUCCESS : STATUS_ACCESS_DENIED;
    }
    return result;
  }

  /** Handles that are open now, oldest first. */
  openHandles(): number[] {
    const open: number[] = [];
    this.#entries.forEach((entry, index) => {
      if (entry !== null) open.push((index + 1) * HANDLE_STEP);
    });
    return open;
  }

  reset(): void {
    this.#entries.length = 0;
  }
}
