import type { Judge } from '../judge.ts';
import { completeOnce } from './complete-once.ts';
import { completedOrPending } from './completed-or-pending.ts';
import { inBounds } from './in-bounds.ts';
import { informationBounded } from './information-bounded.ts';
import { statusAgrees } from './status-agrees.ts';
import { survivesFaults } from './survives-faults.ts';

/** The judges of the contract family by property id, in the order in which reports list them. */
export const CONTRACT_JUDGES: readonly { readonly property: string; readonly judge: Judge }[] = [
  { property: 'contract/complete-once', judge: completeOnce },
  { property: 'contract/completed-or-pending', judge: completedOrPending },
  { property: 'contract/status-agrees', judge: statusAgrees },
  { property: 'contract/information-bounded', judge: informationBounded },
  { property: 'contract/in-bounds', judge: inBounds },
  { property: 'contract/survives-faults', judge: survivesFaults },
];
