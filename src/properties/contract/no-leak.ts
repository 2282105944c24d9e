import { majorFunctionName } from '../../nt/irp.ts';
import { count } from '../../trace/describe.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import { callsOf, type Run } from '../../trace/run/run.ts';
import { during } from '../../trace/run/where.ts';
import type { Verdict } from '../judge.ts';
import { FROM_UNLOAD } from '../origin.ts';
import type { RelationProperty, RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';
import { GROWS, poolGrowth } from './pool-growth.ts';

const PROPERTY = 'contract/no-leak';

/** The code of what the I/O manager had allocated for an IRP. */
const IRP_MEMORY = 'irp-memory';

/**
 * A driver frees what it allocated: of the caller's pages, MDLs, locks and mappings (R72, R78, R79); pool and its
 * devices when it is unloaded (Verifier 0xC4/0x62; 0x76 or 0xCB for locked pages). IRPs that were never finished
 * are for other properties, and what the driver may still hold for them is not judged. Compared: IRPs finished,
 * unloads, and requests that were made again.
 */
export const noLeak: RunProperty & RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  relation: poolGrowth(PROPERTY),
  documentation: {
    summary: 'MDLs, mappings, locked pages and pool are given back',
    demands:
      'A driver frees the MDLs, mappings and locks that it made of the caller’s pages, and its pool and devices when it is unloaded.',
    rules: ['R17', 'R72', 'R78', 'R79', 'R82'],
    sources: [
      'DOC bug checks 0x76, 0xCB, 0xC4 (0x62)',
      'DOC WDD kernel/using-mdls',
      'DOC WDD kernel/driverentry-s-required-responsibilities',
    ],
    consequence:
      'kernel memory runs out; bug check 0x76 or 0xCB for locked pages; Driver Verifier: 0xC4/0x62',
    guards: [
      'an MDL that is used again or freed later is no leak, nor are MDLs over the driver’s own pool',
      'MDLs in the chain of an IRP are the I/O manager’s to free (R82)',
      'pool is judged when the driver has been unloaded, or its DriverEntry failed; one without DriverUnload stays',
      'a link is no leak where DriverUnload ran short of memory',
      'pool grows where reads, opens, flushes, queries of the position and requests that fail take it: what a caller gives may be kept',
      'where an IRP was never finished, what the driver may hold for it is not judged',
    ],
    compared:
      'IRPs that came to their end, unloads, and requests that were made again for the pool they left',
    reasons: [
      {
        code: 'mapping',
        meaning: 'a system mapping of pages that are no longer locked stood at the end of the IRP',
      },
      { code: 'locked-pages', meaning: 'pages of the caller were still locked when its process ended' },
      { code: 'mdl', meaning: 'an MDL over the caller’s pages was never freed' },
      {
        code: IRP_MEMORY,
        meaning:
          'a SystemBuffer, an MDL or an IRP outlived its request: what frees it did not find it, as where AssociatedIrp.SystemBuffer is overwritten',
      },
      {
        code: 'pool-block',
        meaning: 'pool or a device object was left after DriverUnload, or a DriverEntry that failed',
        microsoft: { name: null, code: '0xC4/0x62', severity: 'fatal' },
      },
      {
        code: 'link',
        meaning:
          'a symbolic link was left after DriverUnload, or a DriverEntry that failed: the next load can’t make it',
      },
      {
        code: GROWS,
        meaning:
          'each of hundreds of the same requests took pool that only DriverUnload gives back: a warning, since a driver may keep what it was asked',
      },
    ],
    example: null,
  },
  evidence: {
    marks: [],
    seenBy: 'io-manager',
    untilUnload: true,
  },
};

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    if (irp.finishedAt === null) continue;
    compared += 1;
    const breach = leftOf(irp);
    if (breach !== null) return verdictOf(PROPERTY, compared, breach);
  }
  const blocks = run.driverBlocks;
  if (blocks === null || run.requests.some(({ finishedAt }) => finishedAt === null))
    return verdictOf(PROPERTY, compared, null);
  const breach = blocks > 0 ? leftBlocks(run, blocks) : (leftLinks(run) ?? leftOfNobody(run));
  return verdictOf(PROPERTY, compared + 1, breach);
}

function leftOf(irp: Request): JudgedBreach | null {
  const name = majorFunctionName(irp.major);
  if (irp.leftMappings > 0) {
    const observed = `${name} left ${count(irp.leftMappings, 'system mapping')} of pages that are no longer locked`;
    return breachOf(
      PROPERTY,
      'mapping',
      atRequest(irp, irp.finishedAt),
      'unmapped before the pages are unlocked',
      observed,
    );
  }
  if (irp.leftLockedPages > 0) {
    const observed = `${count(irp.leftLockedPages, 'page')} that ${name} locked, still locked at process exit`;
    return breachOf(
      PROPERTY,
      'locked-pages',
      atRequest(irp, irp.finishedAt),
      'every locked page is unlocked',
      observed,
    );
  }
  if (irp.leftMdls > 0) {
    const observed = `${count(irp.leftMdls, 'MDL')} that ${name} made, still allocated after DriverUnload`;
    return breachOf(PROPERTY, 'mdl', atRequest(irp, irp.finishedAt), 'every MDL is freed', observed);
  }
  return null;
}

function leftBlocks(run: Run, blocks: number): JudgedBreach {
  return leftAfter(run, 'pool-block', 'every pool block is freed', count(blocks, 'pool block'));
}

/** A driver that needs memory for the name of its link may not have had it. */
function leftLinks(run: Run): JudgedBreach | null {
  if (run.leftLinks === 0 || run.faulted.unload) return null;
  return leftAfter(run, 'link', 'every symbolic link is deleted', count(run.leftLinks, 'symbolic link'));
}

/**
 * What no request tells of, and no driver has allocated: a buffer or pages of an IRP that the I/O manager did not find when it
 * freed the IRP, or that it forgot.
 */
function leftOfNobody(run: Run): JudgedBreach | null {
  const { balance } = run;
  if (balance === null) return null;
  const { poolBlocks, mappings, lockedPages } = balance;
  const expected = 'nothing of an IRP outlives it';
  if (poolBlocks > 0)
    return leftAfter(run, IRP_MEMORY, expected, `${count(poolBlocks, 'pool block')} of IRPs`);
  if (mappings > 0) return leftAfter(run, 'mapping', expected, count(mappings, 'system mapping'));
  if (lockedPages > 0) return leftAfter(run, 'locked-pages', expected, count(lockedPages, 'locked page'));
  return null;
}

function leftAfter(run: Run, reason: string, expected: string, what: string): JudgedBreach {
  const observed = `${what} left after ${run.loaded ? 'DriverUnload' : 'the DriverEntry that failed'}`;
  const breach = breachOf(PROPERTY, reason, during(callsOf(run).length), expected, observed);
  return run.loaded ? { ...breach, origin: FROM_UNLOAD } : breach;
}
