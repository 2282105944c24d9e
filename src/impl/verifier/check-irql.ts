import { DRIVER_VERIFIER_IOMANAGER_VIOLATION, IRQL_UNEXPECTED_VALUE } from '../../nt/bug-check.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Va } from '../memory/va.ts';

/** Tells this check from others by the lowest byte of 0xC8's first parameter; 0 and 1 are APCs'. */
const AFTER_A_CALL = 2;

/**
 * After a dispatch routine: notes when more spin locks are held than the `heldBefore` it began with, and stops the
 * machine with 0xC9/0x05 when the IRQL is not the one it began at (W4, R57a).
 */
export function checkDispatch(kernel: Kernel, device: Va, irqlBefore: number, heldBefore: number): void {
  noteHeld(kernel, heldBefore);
  if (kernel.irql === irqlBefore) return;
  kernel.bugCheck(
    DRIVER_VERIFIER_IOMANAGER_VIOLATION,
    [0x05, device, irqlBefore, kernel.irql],
    'a dispatch routine changed the IRQL',
  );
}

/** After DriverEntry or DriverUnload: the same, but with 0xC8, for no Verifier looks on there. */
export function checkCall(kernel: Kernel, name: string, irqlBefore: number, heldBefore: number): void {
  noteHeld(kernel, heldBefore);
  if (kernel.irql === irqlBefore) return;
  const parameter = (kernel.irql << 16) | (irqlBefore << 8) | AFTER_A_CALL;
  kernel.bugCheck(IRQL_UNEXPECTED_VALUE, [parameter], `${name} changed the IRQL`);
}

function noteHeld({ heldSpinLocks, recorder }: Kernel, heldBefore: number): void {
  if (heldSpinLocks.length > heldBefore) recorder.spinLocks.heldAtReturn ??= recorder.where();
}
