import type { Run } from '../../trace/run/run.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RunProperty } from '../property.ts';
import { callerAddress } from './caller-address.ts';
import { completeOnce } from './complete-once.ts';
import { completedOrPending } from './completed-or-pending.ts';
import { inBounds } from './in-bounds.ts';
import { informationBounded } from './information-bounded.ts';
import { irqlRestored } from './irql-restored.ts';
import { lockReleased } from './lock-released.ts';
import { mdlUse } from './mdl-use.ts';
import { noLeak } from './no-leak.ts';
import { noTouchAfterComplete } from './no-touch-after-complete.ts';
import { pendingMarked } from './pending-marked.ts';
import { readOnlyRespected } from './read-only-respected.ts';
import { statusAgrees } from './status-agrees.ts';
import { survivesFaults } from './survives-faults.ts';

/** The properties of the contract that single runs are judged by, in the order in which reports list them. */
export const CONTRACT_JUDGED: readonly RunProperty[] = [
  completeOnce,
  completedOrPending,
  pendingMarked,
  statusAgrees,
  noTouchAfterComplete,
  informationBounded,
  inBounds,
  callerAddress,
  lockReleased,
  irqlRestored,
  noLeak,
  mdlUse,
  readOnlyRespected,
  survivesFaults,
];

/** A trace that a run gives a property reason to execute. */
export interface Suspicion {
  readonly property: string;
  readonly trace: Trace;
}

const SUSPECTING = CONTRACT_JUDGED.flatMap(({ id, suspected }) =>
  suspected === undefined ? [] : [{ property: id, suspected }],
);

/** The traces that a run gives reason to execute, in a fixed order. */
export function suspicionsOf(run: Run): readonly Suspicion[] {
  return SUSPECTING.flatMap(({ property, suspected }) =>
    suspected(run).map((trace) => ({ property, trace })),
  );
}
