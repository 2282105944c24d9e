import { HIGH_LEVEL } from '../../../nt/irql.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { keLowerIrql, keRaiseIrql } from '../../kernel/irql.ts';
import { row } from '../row.ts';
import { irql, irqlResult, NOTHING } from '../signature.ts';

/** The IRQL. */
export const IRQL_ROWS = {
  /** The IRQL, PASSIVE_LEVEL (0) to HIGH_LEVEL (15). */
  KeGetCurrentIrql: row({
    reach: { exports: ['KeGetCurrentIrql'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [],
    result: irqlResult(),
    rules: [],
    call: (io: IoManager): number => io.kernel.context.irql,
  }),
  /** Returns the IRQL there was, which Windows stores in `*OldIrql`. */
  KeRaiseIrql: row({
    reach: { exports: ['KfRaiseIrql'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [irql('newIrql')],
    result: irqlResult('OldIrql'),
    rules: ['W4'],
    told: 'newIrql',
    call: (io: IoManager, newIrql: number): number => keRaiseIrql(io.kernel, newIrql),
  }),
  /** Stops the machine with 0xC4/0x31 for an IRQL above the current one. */
  KeLowerIrql: row({
    reach: { exports: ['KeLowerIrql'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [irql('newIrql')],
    result: NOTHING,
    rules: ['W4'],
    told: 'newIrql',
    call: (io: IoManager, newIrql: number): void => keLowerIrql(io.kernel, newIrql),
  }),
} as const;
