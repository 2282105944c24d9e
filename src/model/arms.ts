import type { ArmReach } from '../trace/arm-reach.ts';

const ANYHOW: ArmReach = {};
const BUFFERED: ArmReach = { modes: ['buffered'] };
const DIRECT: ArmReach = { modes: ['direct'] };
const NEITHER: ArmReach = { modes: ['neither'] };
/** System calls that no call of a program leads to. */
const NATIVE: ArmReach = { views: ['native'] };

/**
 * The arms of the I/O manager's model, one per rule and way it can decide a call, with what it takes to reach it; those
 * of requests without a buffer are beside them. The numbers are those of the rules the model is written from. A device
 * model says the same of its own arms.
 *
 * The ids are stable: a campaign counts them, and prints the ones it never reached.
 */
export const IO_MANAGER_REACH = {
  // NtCreateFile
  'R1 name not found': ANYHOW,
  'R1 missing directory': ANYHOW,
  'R4 exclusive': { needs: 'exclusive-device' },
  'R6 appends unbuffered': NATIVE,
  'R8 IRP allocation': { needs: 'fault' },
  'R9 opened': ANYHOW,
  'R19 own open': { needs: 'own-choice' },
  'R19 own refusal': { needs: 'own-choice' },
  // Handles
  'R20.1 invalid handle': ANYHOW,
  'R20.1 object type': ANYHOW,
  'R20.1 access denied': ANYHOW,
  'R11 duplicated': NATIVE,
  // Without duplicates every close is the last.
  'R11 handle closed': NATIVE,
  'R11 last handle closed': ANYHOW,
  // NtReadFile and NtWriteFile: probes and offsets
  'R22 kernel address': ANYHOW,
  'R22 read probe': ANYHOW,
  'R31 alignment': NATIVE,
  'R23 read at -1': ANYHOW,
  'R23 below -2': ANYHOW,
  'R23a overlapped -2': ANYHOW,
  'R23a as given': ANYHOW,
  'R24 overlapped NULL': ANYHOW,
  'R24 position': ANYHOW,
  'R25 position': ANYHOW,
  'R26 append': ANYHOW,
  'R27 append-only': ANYHOW,
  'R35 given offset': ANYHOW,
  // Allocations and buffers
  'R20.8 IRP allocation': { needs: 'fault' },
  'R29 zero length': ANYHOW,
  'R36 SystemBuffer allocation': { ...BUFFERED, needs: 'fault' },
  'R36 buffered read': BUFFERED,
  'R38 SystemBuffer allocation': { ...BUFFERED, needs: 'fault' },
  'R38 copy-in': BUFFERED,
  'R38 buffered write': BUFFERED,
  'R39 MDL allocation': { ...DIRECT, needs: 'fault' },
  'R39 lock': DIRECT,
  'R39 direct read': DIRECT,
  'R39 direct write': DIRECT,
  'R41 neither': NEITHER,
  'R41 buffer gone': { ...NEITHER, needs: 'own-choice' },
  'R74 mapping fails': { ...DIRECT, needs: 'fault' },
  // Completion
  'R45 pended': { needs: 'own-choice' },
  'R46 copy-back': BUFFERED,
  'R46 copy-back fails': { ...BUFFERED, needs: 'fault' },
  'R47 no copy-back': { modes: ['direct', 'neither'] },
  'R49 completed': ANYHOW,
  'R49 error': ANYHOW,
  'R51 overlapped with event': ANYHOW,
} as const satisfies Readonly<Record<string, ArmReach>>;

/** The name of such an arm. */
export type IoManagerArm = keyof typeof IO_MANAGER_REACH;
