import type { Judge } from '../judge.ts';
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

/** The judges of the contract family by property id, in the order in which reports list them. */
export const CONTRACT_JUDGES: readonly { readonly property: string; readonly judge: Judge }[] = [
  { property: 'contract/complete-once', judge: completeOnce },
  { property: 'contract/completed-or-pending', judge: completedOrPending },
  { property: 'contract/pending-marked', judge: pendingMarked },
  { property: 'contract/status-agrees', judge: statusAgrees },
  { property: 'contract/no-touch-after-complete', judge: noTouchAfterComplete },
  { property: 'contract/information-bounded', judge: informationBounded },
  { property: 'contract/in-bounds', judge: inBounds },
  { property: 'contract/lock-released', judge: lockReleased },
  { property: 'contract/irql-restored', judge: irqlRestored },
  { property: 'contract/no-leak', judge: noLeak },
  { property: 'contract/mdl-use', judge: mdlUse },
  { property: 'contract/read-only-respected', judge: readOnlyRespected },
  { property: 'contract/survives-faults', judge: survivesFaults },
];
