import type { ReasonDocumentation } from '../../trace/result/property-documentation.ts';

/** What may differ between a run and a variant of it. */
export const REASONS: readonly ReasonDocumentation[] = [
  { code: 'ending', meaning: 'one of the two never returned, or made no such call' },
  { code: 'status', meaning: 'another NTSTATUS' },
  { code: 'information', meaning: 'another number of bytes' },
  { code: 'iosb', meaning: 'another status block, or other events' },
  { code: 'position', meaning: 'another file position' },
  { code: 'data', meaning: 'other bytes in the caller’s buffer' },
  { code: 'not-loaded', meaning: 'DriverEntry refused in one of the two' },
];

/** Guards that several properties have. */
export const DECLARED =
  'a driver that legitimately depends on it says so in its declared limits, and is exempt';
export const BUG_CHECK = 'a bug check ends the comparison: it is for contract/ to name';
export const TRANSFERRED = 'of the data, the bytes that a success claims are compared';
