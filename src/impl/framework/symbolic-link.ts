import { NT_SUCCESS, type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES } from '../../nt/ntstatus.ts';
import { type Ddi, NULL_VA } from '../ddi/index.ts';
import { NtError } from './nt-error.ts';
import { Err, Ok, type Result } from './result.ts';
import { allocateUnicodeString, freeUnicodeString } from './unicode-string.ts';

/** A name by which user mode reaches a device (R1). */
export class SymbolicLink {
  readonly #ddi: Ddi;
  /** Such as `\??\Example`. */
  readonly name: string;

  private constructor(ddi: Ddi, name: string) {
    this.#ddi = ddi;
    this.name = name;
  }

  /** Links `name` to `target`; the status of IoCreateSymbolicLink where it fails. */
  static create(ddi: Ddi, name: string, target: string): Result<SymbolicLink> {
    const link = allocateUnicodeString(ddi, name);
    const destination = allocateUnicodeString(ddi, target);
    const status =
      link === NULL_VA || destination === NULL_VA
        ? STATUS_INSUFFICIENT_RESOURCES
        : ddi.IoCreateSymbolicLink(link, destination);
    freeUnicodeString(ddi, destination);
    freeUnicodeString(ddi, link);
    return NT_SUCCESS(status) ? Ok(new SymbolicLink(ddi, name)) : Err(new NtError(status));
  }

  /** IoDeleteSymbolicLink. Returns its status. */
  delete(): NTSTATUS {
    const link = allocateUnicodeString(this.#ddi, this.name);
    if (link === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
    const status = this.#ddi.IoDeleteSymbolicLink(link);
    freeUnicodeString(this.#ddi, link);
    return status;
  }
}
