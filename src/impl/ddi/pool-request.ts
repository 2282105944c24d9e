import {
  NonPagedPoolNx,
  PagedPool,
  POOL_CACHE_ALIGNED,
  POOL_COLD_ALLOCATION,
  POOL_FLAG_CACHE_ALIGNED,
  POOL_FLAG_NON_PAGED,
  POOL_FLAG_NON_PAGED_EXECUTE,
  POOL_FLAG_OPTIONAL_START,
  POOL_FLAG_PAGED,
  POOL_FLAG_RAISE_ON_FAILURE,
  POOL_FLAG_SESSION,
  POOL_FLAG_UNINITIALIZED,
  POOL_FLAG_USE_QUOTA,
  POOL_RAISE_IF_ALLOCATION_FAILURE,
  POOL_ZERO_ALLOCATION,
} from '../../nt/pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { PoolRequest } from './allocate-pool.ts';

/** Bits of a POOL_TYPE that are executed; quota is charged to nobody. */
const KNOWN_TYPE_BITS =
  PagedPool |
  POOL_CACHE_ALIGNED |
  POOL_RAISE_IF_ALLOCATION_FAILURE |
  POOL_COLD_ALLOCATION |
  NonPagedPoolNx |
  POOL_ZERO_ALLOCATION;

const POOLS = [POOL_FLAG_NON_PAGED, POOL_FLAG_NON_PAGED_EXECUTE, POOL_FLAG_PAGED];

const KNOWN_FLAGS =
  POOLS.reduce((all, flag) => all | flag) |
  POOL_FLAG_USE_QUOTA |
  POOL_FLAG_UNINITIALIZED |
  POOL_FLAG_CACHE_ALIGNED |
  POOL_FLAG_RAISE_ON_FAILURE;

/** What a POOL_TYPE of ExAllocatePoolWithTag asks for. Types that are not executed are refused. */
export function requestOfType(kernel: Kernel, poolType: number): PoolRequest {
  if ((poolType & ~KNOWN_TYPE_BITS) !== 0)
    return kernel.refuse(`ExAllocatePoolWithTag with POOL_TYPE ${poolType}`);
  return {
    isPaged: (poolType & PagedPool) !== 0,
    zeroed: (poolType & POOL_ZERO_ALLOCATION) !== 0,
    raises: (poolType & POOL_RAISE_IF_ALLOCATION_FAILURE) !== 0,
  };
}

/**
 * What POOL_FLAGS of ExAllocatePool2 ask for; null where it answers NULL (DOC ExAllocatePool2: invalid flags, a tag of
 * 0). What is not executed, or not documented, is refused.
 */
export function requestOfFlags(kernel: Kernel, flags: number, tag: number): PoolRequest | null {
  const required = flags % POOL_FLAG_OPTIONAL_START;
  if ((required & POOL_FLAG_SESSION) !== 0) return kernel.refuse('ExAllocatePool2 with POOL_FLAG_SESSION');
  const raises = (required & POOL_FLAG_RAISE_ON_FAILURE) !== 0;
  const isValid =
    (required & ~KNOWN_FLAGS) === 0 &&
    POOLS.filter((pool) => (required & pool) !== 0).length === 1 &&
    tag !== 0;
  if (!isValid)
    return raises ? kernel.refuse('ExAllocatePool2 that raises for an invalid flag or tag') : null;
  return {
    isPaged: (required & POOL_FLAG_PAGED) !== 0,
    zeroed: (required & POOL_FLAG_UNINITIALIZED) === 0,
    raises,
  };
}
