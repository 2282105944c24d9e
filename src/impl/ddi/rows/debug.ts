import { DISPATCH_LEVEL } from '../../../nt/irql.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { row } from '../row.ts';
import { NEVER, NOTHING, text, value } from '../signature.ts';

/** Telling, and giving up. */
export const DEBUG_ROWS = {
  /** Stops the machine; the run ends with this bug check. */
  KeBugCheckEx: row({
    reach: { exports: ['KeBugCheckEx'] },
    irql: DISPATCH_LEVEL,
    parameters: [
      value('code', 'ULONG'),
      value('parameter1', 'ULONG_PTR'),
      value('parameter2', 'ULONG_PTR'),
      value('parameter3', 'ULONG_PTR'),
      value('parameter4', 'ULONG_PTR'),
    ],
    result: NEVER,
    rules: [],
    call: (
      io: IoManager,
      code: number,
      parameter1: number,
      parameter2: number,
      parameter3: number,
      parameter4: number,
    ): never =>
      io.kernel.bugCheck(code, [parameter1, parameter2, parameter3, parameter4], 'raised by the driver'),
  }),
  /** The text is an event of runs that are recorded in full, such as replays. */
  DbgPrint: row({
    reach: { exports: ['DbgPrint'] },
    irql: DISPATCH_LEVEL,
    parameters: [text('text')],
    result: NOTHING,
    rules: [],
    call: (io: IoManager, text: string): void => io.kernel.recorder.event('DbgPrint', { text }),
  }),
} as const;
