import { HIGH_LEVEL } from '../../../nt/irql.ts';
import type { IoManager } from '../../io/io-manager.ts';
import type { Va } from '../../memory/va.ts';
import { row } from '../row.ts';
import { bytes, pointer, pointerTo, value } from '../signature.ts';

/** What the C runtime of the kernel does with bytes. They are accessed as the driver's own code would. */
export const RUNTIME_ROWS = {
  /** Copies bytes of one range to another, which do not overlap; returns the target. */
  memcpy: row({
    reach: { exports: ['memcpy'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [
      pointer('target', 'bytes', { length: 'sizeBytes' }),
      pointer('source', 'bytes', { length: 'sizeBytes' }),
      bytes('sizeBytes', 'SIZE_T'),
    ],
    result: pointerTo('bytes'),
    rules: [],
    call: (io: IoManager, target: Va, source: Va, sizeBytes: number): Va => {
      asDriver(io, () => io.kernel.memory.copy(target, source, sizeBytes));
      return target;
    },
  }),
  /** The same for ranges that may overlap. */
  memmove: row({
    reach: { exports: ['memmove'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [
      pointer('target', 'bytes', { length: 'sizeBytes' }),
      pointer('source', 'bytes', { length: 'sizeBytes' }),
      bytes('sizeBytes', 'SIZE_T'),
    ],
    result: pointerTo('bytes'),
    rules: [],
    call: (io: IoManager, target: Va, source: Va, sizeBytes: number): Va => {
      const { memory } = io.kernel;
      const kept = new Uint8Array(sizeBytes);
      asDriver(io, () => {
        memory.copyOut(source, kept, 0, sizeBytes);
        memory.copyIn(target, kept, 0, sizeBytes);
      });
      return target;
    },
  }),
  /** Sets bytes to the lowest byte of a value; returns the target. */
  memset: row({
    reach: { exports: ['memset'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [
      pointer('target', 'bytes', { length: 'sizeBytes' }),
      value('value', 'ULONG'),
      bytes('sizeBytes', 'SIZE_T'),
    ],
    result: pointerTo('bytes'),
    rules: [],
    call: (io: IoManager, target: Va, value: number, sizeBytes: number): Va => {
      asDriver(io, () => io.kernel.memory.fill(target, value & 0xff, sizeBytes));
      return target;
    },
  }),
} as const;

/** What is accessed is the driver's doing: it is only by chance that its compiler called somebody for it. */
function asDriver({ kernel: { context } }: IoManager, work: () => void): void {
  context.inDriver = true;
  try {
    work();
  } finally {
    context.inDriver = false;
  }
}
