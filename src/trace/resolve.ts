import { NT_SUCCESS } from '../nt/ntstatus.ts';
import type { Call } from './call.ts';
import { dataBytes } from './data.ts';
import type { Observation } from './observation.ts';
import type { LengthSpec, OffsetSpec, Op } from './op.ts';
import { OpenHandles } from './open-handles.ts';

/** The largest transfer a trace may ask for, bytes. */
export const MAX_LENGTH = 1 << 24;

/**
 * Turns operations into calls, following what has been observed so far: which handles are open and what
 * was written last.
 */
export class Resolver {
  readonly #subjectName: string;
  readonly #handles = new OpenHandles();
  #lastWritten = 0;

  /** `subjectName` is what an open without a name opens, such as `\??\Example`. */
  constructor(subjectName: string) {
    this.#subjectName = subjectName;
  }

  /** The call that `op` stands for now. */
  resolve(op: Op): Call {
    switch (op.op) {
      case 'open':
        return {
          call: 'NtCreateFile',
          name: op.name ?? this.#subjectName,
          access: op.access,
          overlapped: op.overlapped,
        };
      case 'read':
        return {
          call: 'NtReadFile',
          handle: this.#handles.ordinalOf(op.handle),
          offset: this.#offset(op.offset),
          length: this.#length(op.length),
          key: op.key,
          event: op.event,
          pageOffset: op.buffer.pageOffset,
          memory: op.buffer.memory,
          shared: op.buffer.shared,
          fault: op.fault,
        };
      case 'write': {
        const length = this.#length(op.length);
        return {
          call: 'NtWriteFile',
          handle: this.#handles.ordinalOf(op.handle),
          offset: this.#offset(op.offset),
          length,
          key: op.key,
          event: op.event,
          pageOffset: op.buffer.pageOffset,
          memory: op.buffer.memory,
          shared: op.buffer.shared,
          fault: op.fault,
          data: dataBytes(op.data, length),
        };
      }
      case 'flush':
        return { call: 'NtFlushBuffersFile', handle: this.#handles.ordinalOf(op.handle) };
      case 'set-position':
        return {
          call: 'NtSetInformationFile',
          handle: this.#handles.ordinalOf(op.handle),
          position: BigInt(op.position),
        };
      case 'query-position':
        return { call: 'NtQueryInformationFile', handle: this.#handles.ordinalOf(op.handle) };
      case 'duplicate':
        return { call: 'NtDuplicateObject', handle: this.#handles.ordinalOf(op.handle) };
      case 'close':
        return { call: 'NtClose', handle: this.#handles.ordinalOf(op.handle) };
    }
  }

  /** Takes note of what a call led to. A successful create or duplicate is given the next ordinal. */
  observe(call: Call, observation: Observation): void {
    if (observation.ending !== 'returned' || !NT_SUCCESS(observation.status)) return;
    switch (call.call) {
      case 'NtCreateFile':
      case 'NtDuplicateObject':
        this.#handles.opened();
        return;
      case 'NtClose':
        this.#handles.closed(call.handle);
        return;
      case 'NtWriteFile':
        // A driver may claim more than it was asked to write.
        if (observation.iosbWritten) this.#lastWritten = Math.min(observation.information, call.length);
        return;
    }
  }

  #offset(spec: OffsetSpec): bigint | null {
    if (spec === null) return null;
    return typeof spec === 'string' ? BigInt(spec) : BigInt(this.#lastWritten + spec.last);
  }

  #length(spec: LengthSpec): number {
    if (typeof spec === 'number') return spec;
    return Math.min(MAX_LENGTH, Math.max(0, this.#lastWritten + spec.last));
  }
}
