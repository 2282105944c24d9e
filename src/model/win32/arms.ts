import type { ArmReach, ArmReaches } from '../../trace/arm-reach.ts';

/**
 * Every arm of the model of the Win32 view: one per rule and way it can decide a call. A call also names the arms
 * of the system calls it makes (MODEL_ARMS, and the device's own).
 *
 * The ids are stable: a campaign counts them, and names the ones it never reached.
 */
export const WIN32_ARMS = [
  // CreateFile
  'W1d opened',
  'W1d refused',
  'W1d truncates without GENERIC_WRITE',
  'W1d empty name',
  'W1e no such drive',
  // ReadFile and WriteFile
  'W1 end of file',
  'W1 write at the end',
  'W1 error',
  'W1a success',
  'W1a warning',
  'W1b end of file with OVERLAPPED',
  'W1b pending',
  // SetFilePointerEx, FlushFileBuffers, CloseHandle
  'W1f moved',
  'W1f not moved',
  'W1f negative',
  'W1f size of no file',
  'W1f size asked of the device',
  'W1f told by the device',
  'W1f flush',
  'W1f close',
  // DeviceIoControl
  'W1g success',
  'W1g warning',
  'W1g error',
  'W1g left open',
  'W1h pending',
  // Rust's File
  'W3a no access',
  'W3a creates without writing',
  'W3a truncates what it appends to',
  'W3a opened',
  'W3a refused',
  'W3b Ok',
  'W3b end of file',
  'W3b Err',
  'W3 no data',
  'W3 all written',
  'W3 write zero',
  'W3 write fails',
  'W3 left open',
  'W3c end',
  'W3c read fails',
  'W3c out of memory',
  'W3c left open',
] as const;

export type Win32Arm = (typeof WIN32_ARMS)[number];

const CONTROLS: ArmReach = { needs: 'controls' };

/** What it takes to reach an arm, where calls alone do not do it. */
export const WIN32_REACH: ArmReaches = {
  'W1b pending': { needs: 'own-choice' },
  'W1f told by the device': { needs: 'own-query' },
  'W1g success': CONTROLS,
  // Which statuses there are is for the driver to choose.
  'W1g warning': { needs: 'own-choice' },
  'W1g error': CONTROLS,
  'W1g left open': { needs: 'own-control' },
  'W1h pending': { needs: 'own-choice' },
};
