/**
 * Every arm of the I/O manager's model: one per rule and way it can decide a call. The numbers are those of
 * the rules the model is written from. A device model lists its own arms.
 *
 * The ids are stable: a campaign counts them, and prints the ones it never reached.
 */
export const MODEL_ARMS = [
  // NtCreateFile
  'R1 name not found',
  'R1 missing directory',
  'R4 exclusive',
  'R9 opened',
  // Handles
  'R20.1 invalid handle',
  'R20.1 object type',
  'R20.1 access denied',
  'R11 duplicated',
  'R11 handle closed',
  'R11 last handle closed',
  // NtReadFile and NtWriteFile: probes and offsets
  'R22 kernel address',
  'R22 read probe',
  'R23 read at -1',
  'R23 below -2',
  'R23a overlapped -2',
  'R23a as given',
  'R24 overlapped NULL',
  'R24 position',
  'R25 position',
  'R26 append',
  'R27 append-only',
  'R35 given offset',
  // Allocations and buffers
  'R20.8 IRP allocation',
  'R29 zero length',
  'R36 SystemBuffer allocation',
  'R36 buffered read',
  'R38 SystemBuffer allocation',
  'R38 copy-in',
  'R38 buffered write',
  'R39 MDL allocation',
  'R39 lock',
  'R39 direct read',
  'R39 direct write',
  'R41 neither',
  'R74 mapping fails',
  // Completion
  'R46 copy-back',
  'R47 no copy-back',
  'R49 completed',
  'R49 error',
  'R51 overlapped with event',
  // Other requests
  'R16 flush',
  'R16 overlapped flush',
  'R16 overlapped set position',
  'R16 overlapped query position',
  'R28 set position',
  'R28 negative position',
  'R28 query position',
] as const;

export type IoManagerArm = (typeof MODEL_ARMS)[number];
