import { DISPATCH_LEVEL } from '../../../nt/irql.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { NULL_VA, type Va } from '../../memory/va.ts';
import { allocatePool } from '../allocate-pool.ts';
import { exFreePool } from '../free-pool.ts';
import { requestOfFlags, requestOfType } from '../pool-request.ts';
import { row } from '../row.ts';
import { bytes, flags, NOTHING, pointer, pointerTo, value } from '../signature.ts';

/** Pool. What is paged is out while the IRQL is DISPATCH_LEVEL or above. */
export const POOL_ROWS = {
  /**
   * Contents are not initialised unless POOL_ZERO_ALLOCATION is given; NULL when pool is exhausted, or
   * STATUS_INSUFFICIENT_RESOURCES is raised with POOL_RAISE_IF_ALLOCATION_FAILURE. Session pool and must-succeed pool are
   * refused.
   */
  ExAllocatePoolWithTag: row({
    reach: { exports: ['ExAllocatePoolWithTag'] },
    irql: DISPATCH_LEVEL,
    parameters: [value('poolType', 'POOL_TYPE'), bytes('sizeBytes', 'SIZE_T'), value('tag', 'ULONG')],
    result: pointerTo('bytes'),
    rules: ['R36'],
    told: 'sizeBytes',
    above: 0x02,
    call: (io: IoManager, poolType: number, sizeBytes: number, tag: number): Va =>
      allocatePool(io.kernel, sizeBytes, tag, requestOfType(io.kernel, poolType)),
  }),
  /**
   * Contents are zero unless POOL_FLAG_UNINITIALIZED is given (R36). NULL when pool is exhausted, or
   * STATUS_INSUFFICIENT_RESOURCES is raised with POOL_FLAG_RAISE_ON_FAILURE; NULL for a tag of 0 and for flags that name no
   * pool, or several. Session pool is refused.
   */
  ExAllocatePool2: row({
    reach: { exports: ['ExAllocatePool2'] },
    irql: DISPATCH_LEVEL,
    parameters: [flags('flags', 'POOL_FLAGS'), bytes('sizeBytes', 'SIZE_T'), value('tag', 'ULONG')],
    result: pointerTo('bytes'),
    rules: ['R36'],
    told: 'sizeBytes',
    above: 0x02,
    call: (io: IoManager, flags: number, sizeBytes: number, tag: number): Va => {
      const request = requestOfFlags(io.kernel, flags, tag);
      return request === null ? NULL_VA : allocatePool(io.kernel, sizeBytes, tag, request);
    },
  }),
  /** Stops the machine with 0xC2 for an address that is no live block. */
  ExFreePoolWithTag: row({
    reach: { exports: ['ExFreePoolWithTag', 'ExFreePool'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('address', 'bytes'), value('tag', 'ULONG')],
    result: NOTHING,
    rules: [],
    above: 0x12,
    call: (io: IoManager, address: Va, _tag: number): void => exFreePool(io.kernel, address),
  }),
} as const;
