import { DRIVER_VERIFIER_DETECTED_VIOLATION } from '../../nt/bug-check.ts';
import { DISPATCH_LEVEL, HIGH_LEVEL } from '../../nt/irql.ts';
import type { Kernel } from './kernel.ts';

/**
 * KeRaiseIrql: returns the IRQL there was, as KfRaiseIrql does. Stops the machine with 0xC4/0x30, as Driver
 * Verifier does, for one below the current IRQL or above HIGH_LEVEL.
 */
export function keRaiseIrql(kernel: Kernel, newIrql: number): number {
  const { irql } = kernel.context;
  if (!isIrql(newIrql) || newIrql < irql) {
    return kernel.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x30, irql, newIrql],
      `KeRaiseIrql from IRQL ${irql} to ${newIrql}`,
    );
  }
  changeIrql(kernel, newIrql);
  return irql;
}

/** KeLowerIrql: 0xC4/0x31 for one above the current IRQL. */
export function keLowerIrql(kernel: Kernel, newIrql: number): void {
  const { irql } = kernel.context;
  if (!isIrql(newIrql) || newIrql > irql) {
    kernel.bugCheck(
      DRIVER_VERIFIER_DETECTED_VIOLATION,
      [0x31, irql, newIrql],
      `KeLowerIrql from IRQL ${irql} to ${newIrql}`,
    );
  }
  changeIrql(kernel, newIrql);
}

/** Has another IRQL: what is pageable is out while that is DISPATCH_LEVEL or above. */
export function changeIrql({ context, mm }: Kernel, newIrql: number): void {
  const { irql } = context;
  context.irql = newIrql;
  if (irql < DISPATCH_LEVEL && newIrql >= DISPATCH_LEVEL) mm.pageable.pageOut();
  else if (irql >= DISPATCH_LEVEL && newIrql < DISPATCH_LEVEL) mm.pageable.pageIn();
}

function isIrql(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= HIGH_LEVEL;
}
