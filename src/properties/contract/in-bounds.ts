import { bugCheckName } from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import type { ByteRange } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import type { Run } from '../../trace/run/run.ts';
import { isCorruption } from '../../trace/run/violation.ts';
import type { Where } from '../../trace/run/where.ts';
import { surroundings } from '../evidence/contents.ts';
import { BUG_CHECK, SURROUNDINGS, there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer, requestAt } from '../where.ts';
import { memoryBugCheckReason, UNDER_FAULT, underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/in-bounds';

/**
 * A driver touches no memory beyond the buffers it was given or allocated, and frees what it allocated once (R46, R84;
 * corruption, 0x19, 0x50, 0xC2).
 * Compared: reads and writes of at least one byte that reached the driver.
 */
export const inBounds: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  judge,
  documentation: {
    summary: 'no memory beyond the buffers is touched',
    demands:
      'A driver touches no memory beyond the buffers it was given and the pool it allocated, allocates at least one byte, and frees each block once.',
    rules: ['R22a', 'R46', 'R84', 'W5'],
    sources: [
      'DOC WDD kernel/errors-in-direct-i-o',
      'DOC WDD devtest/force-irql-checking',
      'DOC bug checks 0x19, 0x50, 0xBE, 0xC1, 0xC2, 0xD1, 0x139',
    ],
    consequence: 'memory of others is corrupted; bug check 0x19, 0x50, 0x3B or 0x7E sooner or later',
    guards: [
      'redzones keep the alignment that pool promises (W5)',
      'to write over what lies in the same pages is noticed, to read it is not',
      UNDER_FAULT,
    ],
    compared: 'reads and writes of at least one byte that reached the driver',
    reasons: [
      { code: 'pool-overrun-in-<major>', meaning: 'bytes beyond a pool block were written' },
      { code: 'pool-underrun-in-<major>', meaning: 'bytes before a pool block were written' },
      { code: 'use-after-free-write-in-<major>', meaning: 'a freed pool block was written' },
      { code: 'user-surroundings-in-<major>', meaning: 'bytes around the caller’s buffer changed' },
      {
        code: 'page-fault-in-<major>',
        meaning:
          'a system address without memory behind it was touched; at raised IRQL, any that may be paged out',
      },
      { code: 'read-only-memory-in-<major>', meaning: 'memory that is mapped to be read alone was written' },
      { code: 'pool-corruption-in-<major>', meaning: 'the machine stopped because pool was corrupt' },
      { code: 'freed-twice-in-<major>', meaning: 'a pool block was freed that was free already: 0xC2' },
      { code: 'freed-no-block-in-<major>', meaning: 'what was freed is no pool block: 0xC2' },
      {
        code: 'empty-block-in-<major>',
        meaning: 'a pool block of 0 bytes was allocated',
        microsoft: { name: null, code: '0xC4/0x00', severity: 'fatal' },
      },
      {
        code: 'stack-overrun-in-<major>',
        meaning: 'compiled code found its stack cookie overwritten: 0x139 with 2',
      },
      { code: 'access-violation-in-<major>', meaning: 'a user address was touched without a handler' },
      { code: '<kind>', meaning: 'each of these, noticed while no request was under way' },
    ],
    example: exampleOf('record-verbatim', 'buffered', 'pool-overrun-in-IRP_MJ_READ', {
      op: 'read',
      length: 2,
      key: 2,
    }),
  },
  evidence: {
    marks: [there('violation'), SURROUNDINGS, BUG_CHECK],
    seenBy: 'driver',
    contents: ({ run }, { op }) => surroundings(run, op),
    offending,
  },
};

/** Bytes beyond the request's own pool block that were written. */
function offending(event: RunEvent): readonly ByteRange[] {
  if (event.kind !== 'violation') return [];
  const { beyond } = event.detail;
  return beyond?.ofRequest === true ? [{ from: beyond.from, to: beyond.to }] : [];
}

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) if (irp.parameters.length > 0) compared += 1;
  const breach = firstBreach(run);
  return verdictOf(PROPERTY, breach === null ? compared : Math.max(1, compared), breach);
}

function firstBreach(run: Run): JudgedBreach | null {
  const violation = run.violations.find(isCorruption);
  if (violation !== undefined) {
    return breachOf(
      PROPERTY,
      `${violation.kind}${during(run, violation)}`,
      violation,
      'memory of others untouched',
      violation.detail,
    );
  }
  for (let op = 0; op < run.observations.length; op += 1) {
    const changed = run.observations[op]?.surroundingsChanged ?? 0;
    if (changed > 0) {
      const where = atAnswer(run, op);
      const observed = `${changed} ${changed === 1 ? 'byte' : 'bytes'} around it changed`;
      return breachOf(
        PROPERTY,
        `user-surroundings${during(run, where)}`,
        where,
        "nothing but the caller's buffer changes",
        observed,
      );
    }
  }
  const { bugCheck } = run;
  const reason = bugCheck === null ? null : memoryBugCheckReason(run, bugCheck);
  if (bugCheck !== null && reason !== null && !underFault(run, bugCheck)) {
    const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
    return breachOf(PROPERTY, `${reason}${during(run, bugCheck)}`, bugCheck, expectedFor(reason), observed);
  }
  return null;
}

function expectedFor(reason: string): string {
  if (reason.startsWith('freed-')) return 'each pool block is freed once';
  return reason === 'empty-block'
    ? 'pool is allocated for at least one byte'
    : 'only mapped memory is touched';
}

/** The request during which it showed, as the end of a reason code; empty when the operation had none. */
function during(run: Run, where: Where): string {
  const request = requestAt(run, where);
  return request === undefined ? '' : `-in-${majorFunctionName(request.major)}`;
}
