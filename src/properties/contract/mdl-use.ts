import { bugCheckName } from '../../nt/bug-check.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { BUG_CHECK } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { mdlBugCheckReason } from './mdl-bug-checks.ts';
import { UNDER_FAULT, underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/mdl-use';

/**
 * A driver locks, maps, unmaps, unlocks and frees its MDLs in order, each once, and builds partial MDLs within their
 * sources (R71 to R79, R82; bug checks 0x40, 0x4E, 0x76, 0x12E and Verifier 0xC4). Compared: the driver's calls of
 * MDL routines.
 */
export const mdlUse: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'calls',
  skipped: neverSkipped,
  optional: () => 'the driver calls no MDL routine',
  judge,
  documentation: {
    summary: 'MDLs are locked, mapped, unmapped, unlocked and freed in order',
    demands:
      'A driver calls the routines of MDLs in order, each once, and builds partial MDLs within their sources.',
    rules: ['R70', 'R71', 'R72', 'R73', 'R74', 'R76', 'R77', 'R78', 'R79', 'R82'],
    sources: ['DOC bug checks 0x40, 0x4E, 0x76, 0xD5, 0x12E', 'DOC bug check 0xC4 (0x7C to 0xB8)'],
    consequence: 'bug check 0x76, 0x12E or 0x40, or corrupt page tables; Driver Verifier: 0xC4',
    guards: [UNDER_FAULT, 'skipped for a driver that calls no MDL routine'],
    compared: 'calls of MDL routines, MmGetSystemAddressForMdlSafe included',
    reasons: [
      { code: '0x76-0x1', meaning: 'MmUnlockPages of pages that are no longer locked' },
      { code: '0xc4-0x7c', meaning: 'MmUnlockPages of pages that were never locked' },
      { code: '0xc4-0x7d', meaning: 'MmUnlockPages or MmUnmapLockedPages of an MDL for nonpaged pool' },
      { code: '0xc4-0x7f', meaning: 'MmBuildMdlForNonPagedPool of an MDL in use or of other memory' },
      { code: '0xc4-0xb0', meaning: 'MmProbeAndLockPages of an MDL in use, for nonpaged pool or empty' },
      { code: '0xc4-0xb2', meaning: 'mapping of an MDL that is mapped or for nonpaged pool' },
      { code: '0xc4-0xb3', meaning: 'mapping, or a partial MDL, of an MDL that is not locked' },
      { code: '0xc4-0xb4', meaning: 'MmUnlockPages of a partial MDL' },
      { code: '0xc4-0xb5', meaning: 'MmUnmapLockedPages of a partial MDL without a mapping of its own' },
      { code: '0xc4-0xb6', meaning: 'MmUnmapLockedPages of what is not mapped' },
      { code: '0xc4-0xb8', meaning: 'IoFreeMdl of an MDL that is still mapped' },
      { code: '0xc4-0x10', meaning: 'IoFreeMdl of what is no MDL' },
      { code: '0xc4-0x13', meaning: 'an MDL freed twice, or that of an IRP freed before completion' },
      { code: '0xd5', meaning: 'a routine was given an MDL that was freed' },
      { code: '0x12e', meaning: 'a partial MDL of a range outside its source' },
      { code: '0x40', meaning: 'a partial MDL with too few pages' },
      { code: '0x4e-0x7', meaning: 'mapping of an MDL that names a frame there is none of' },
    ],
    example: null,
  },
  evidence: {
    marks: [BUG_CHECK],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  const { bugCheck, mdlCalls } = run;
  const reason = bugCheck === null ? null : mdlBugCheckReason(bugCheck);
  if (bugCheck === null || reason === null || underFault(run, bugCheck)) {
    return verdictOf(PROPERTY, mdlCalls, null);
  }
  const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
  const breach = breachOf(PROPERTY, reason, bugCheck, 'MDLs are used in order', observed);
  return verdictOf(PROPERTY, Math.max(1, mdlCalls), breach);
}
