import { APC_LEVEL } from '../../../nt/irql.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { probeForRead, probeForWrite } from '../../memory/probe.ts';
import type { Va } from '../../memory/va.ts';
import { row } from '../row.ts';
import { bytes, NOTHING, pointer, value } from '../signature.ts';

/** Looking at a caller's addresses. */
export const PROBE_ROWS = {
  /** Raises what R22 says; catch `RaisedException`. */
  ProbeForRead: row({
    reach: { exports: ['ProbeForRead'], alsoInlined: true },
    irql: APC_LEVEL,
    parameters: [
      pointer('address', 'bytes', { length: 'lengthBytes' }),
      bytes('lengthBytes', 'SIZE_T'),
      value('alignment', 'ULONG'),
    ],
    result: NOTHING,
    rules: ['R22'],
    told: 'lengthBytes',
    call: (io: IoManager, address: Va, lengthBytes: number, alignment: number): void => {
      probeForRead(address, lengthBytes, alignment);
      io.kernel.listener.probed(address, lengthBytes);
      io.kernel.faults.passes('probe');
    },
  }),
  /** As ProbeForRead, and every page is read and rewritten (R22). */
  ProbeForWrite: row({
    reach: { exports: ['ProbeForWrite'] },
    irql: APC_LEVEL,
    parameters: [
      pointer('address', 'bytes', { length: 'lengthBytes' }),
      bytes('lengthBytes', 'SIZE_T'),
      value('alignment', 'ULONG'),
    ],
    result: NOTHING,
    rules: ['R22'],
    told: 'lengthBytes',
    call: (io: IoManager, address: Va, lengthBytes: number, alignment: number): void => {
      probeForWrite(io.kernel.memory, address, lengthBytes, alignment);
      io.kernel.listener.probed(address, lengthBytes);
      io.kernel.faults.passes('probe');
    },
  }),
} as const;
