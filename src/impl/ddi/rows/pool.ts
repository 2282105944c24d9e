import { DISPATCH_LEVEL } from '../../../nt/irql.ts';
import { POOL_FLAG_UNINITIALIZED } from '../../../nt/pool.ts';
import type { IoManager } from '../../io/io-manager.ts';
import type { Va } from '../../memory/va.ts';
import { allocatePool } from '../allocate-pool.ts';
import { exFreePool } from '../free-pool.ts';
import { row } from '../row.ts';
import { bytes, flags, NOTHING, pointer, pointerTo, value } from '../signature.ts';

/** Pool, all of it nonpaged. */
export const POOL_ROWS = {
  /** Contents are not initialised; NULL when pool is exhausted. */
  ExAllocatePoolWithTag: row({
    reach: { exports: ['ExAllocatePoolWithTag'] },
    irql: DISPATCH_LEVEL,
    parameters: [value('poolType', 'POOL_TYPE'), bytes('sizeBytes', 'SIZE_T'), value('tag', 'ULONG')],
    result: pointerTo('bytes'),
    rules: ['R36'],
    told: 'sizeBytes',
    call: (io: IoManager, _poolType: number, sizeBytes: number, tag: number): Va =>
      allocatePool(io.kernel, sizeBytes, tag, false),
  }),
  /** Contents are zero unless POOL_FLAG_UNINITIALIZED is given (R36). */
  ExAllocatePool2: row({
    reach: { exports: ['ExAllocatePool2'] },
    irql: DISPATCH_LEVEL,
    parameters: [flags('flags', 'POOL_FLAGS'), bytes('sizeBytes', 'SIZE_T'), value('tag', 'ULONG')],
    result: pointerTo('bytes'),
    rules: ['R36'],
    told: 'sizeBytes',
    call: (io: IoManager, flags: number, sizeBytes: number, tag: number): Va =>
      allocatePool(io.kernel, sizeBytes, tag, (flags & POOL_FLAG_UNINITIALIZED) === 0),
  }),
  /** Stops the machine with 0xC2 for an address that is no live block. */
  ExFreePoolWithTag: row({
    reach: { exports: ['ExFreePoolWithTag'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('address', 'bytes'), value('tag', 'ULONG')],
    result: NOTHING,
    rules: [],
    call: (io: IoManager, address: Va, _tag: number): void => exFreePool(io.kernel, address),
  }),
} as const;
