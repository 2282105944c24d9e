import { dataBytes } from '../data.ts';
import { CaseState } from '../ops/case-state.ts';
import type { Win32Call } from './call.ts';
import type { Win32Observation } from './observation.ts';
import type { OverlappedSpec, Win32Op } from './op.ts';

/** Turns operations of the Win32 view into calls, following which handles are open. */
export class Win32Resolver {
  readonly #state: CaseState;

  /** `subjectName` is what an open without a name opens, such as `\??\Example`. */
  constructor(subjectName: string) {
    this.#state = new CaseState(subjectName);
  }

  /** The call that `op` stands for now. */
  resolve(op: Win32Op): Win32Call {
    switch (op.op) {
      case 'CreateFile':
        return {
          call: 'CreateFile',
          name: op.name ?? this.#state.subjectName,
          access: op.access,
          disposition: op.disposition,
          overlapped: op.overlapped,
        };
      case 'ReadFile':
        return {
          call: 'ReadFile',
          handle: this.#state.ordinalOf(op.handle),
          length: op.length,
          memory: op.memory,
          overlapped: overlappedOf(op.overlapped),
        };
      case 'WriteFile':
        return {
          call: 'WriteFile',
          handle: this.#state.ordinalOf(op.handle),
          length: op.length,
          memory: op.memory,
          overlapped: overlappedOf(op.overlapped),
          data: dataBytes(op.data, op.length),
        };
      case 'SetFilePointerEx':
        return {
          call: 'SetFilePointerEx',
          handle: this.#state.ordinalOf(op.handle),
          distance: BigInt(op.distance),
          method: op.method,
        };
      case 'FlushFileBuffers':
      case 'CloseHandle':
      case 'File::read_to_end':
        return { call: op.op, handle: this.#state.ordinalOf(op.handle) };
      case 'File::open':
        return { call: 'File::open', name: op.name ?? this.#state.subjectName, options: op.options };
      case 'File::read':
        return { call: 'File::read', handle: this.#state.ordinalOf(op.handle), length: op.length };
      case 'File::write':
      case 'File::write_all':
        return {
          call: op.op,
          handle: this.#state.ordinalOf(op.handle),
          data: dataBytes(op.data, op.length),
        };
    }
  }

  /** Takes note of what a call led to. An open that succeeded is given the next ordinal. */
  observe(call: Win32Call, observation: Win32Observation): void {
    if (observation.ending !== 'returned' || !observation.succeeded) return;
    if (call.call === 'CreateFile' || call.call === 'File::open') this.#state.opened();
    if (call.call === 'CloseHandle') this.#state.closed(call.handle);
  }
}

function overlappedOf(spec: OverlappedSpec | null): { offset: bigint; event: boolean } | null {
  return spec === null ? null : { offset: BigInt(spec.offset), event: spec.event };
}
