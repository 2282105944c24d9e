import { type JudgedBreach, sameFinding } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Where } from '../../trace/run/where.ts';
import { ofRequest } from '../evidence/marks.ts';
import type { JudgeContext } from '../judge.ts';
import { originOf } from '../origin.ts';
import type { PropertySetting, RelationProperty } from '../property.ts';
import { notCompared, sendsControls } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';
import { CONTRACT_JUDGED } from './judged.ts';

const PROPERTY = 'contract/no-double-fetch';

const CHANGES = ['zeros', 'ones'] as const;

/** The caller's data changes in a variant because it is changed on purpose. */
const MEDDLED = 'contract/read-only-respected';

/** The contract is judged from the run alone. */
const CONTEXT: JudgeContext = { model: null, deviceNames: [], exclusive: false };

/**
 * A driver fetches each byte of the caller's own memory once in a request: in direct and neither mode, and by the method
 * of a control request, where another thread of the caller may change it at any time (G3). A second fetch, or one
 * of what the driver wrote there itself, is a breach where a change in between leads to another one, which the reason code
 * names; else it is harmless. A buffered request's
 * data was fetched by the I/O manager, once (R38). Compared: requests during which the driver fetched from the caller's
 * buffer.
 */
export const noDoubleFetch: RelationProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped,
  optional: () => 'the driver fetches nothing from the memory of its callers',
  noteOf: (noted) => `${noted} of them fetched bytes twice, without harm`,
  relation: {
    property: PROPERTY,
    variants: (trace) => {
      const { setting } = trace;
      if (setting.conditions.refetched !== 'unchanged') return [];
      // What a control request passes does not go by the mode.
      if (setting.mode === 'buffered' && !trace.ops.some((op) => 'code' in op)) return [];
      return CHANGES.map((refetched) => ({
        ...trace,
        setting: { ...setting, conditions: { ...setting.conditions, refetched } },
      }));
    },
    judge: (base, variant) => {
      let compared = 0;
      let noted = 0;
      for (const irp of variant.requests) {
        if (irp.fetchedBytes > 0) compared += 1;
        if (irp.refetchedBytes > 0) noted += 1;
      }
      const first = variant.requests.find((irp) => irp.refetchedBytes > 0);
      if (first === undefined) return verdictOf(PROPERTY, compared, null);
      const breach = consequence(base, variant, first);
      return { ...verdictOf(PROPERTY, compared, breach), noted: breach === null ? noted : 0 };
    },
  },
  documentation: {
    summary: 'the caller’s memory is fetched once',
    demands:
      'A driver fetches each byte of the caller’s own memory once in a request, and none that it wrote there itself, or does no harm where it changes in between.',
    rules: ['R38', 'R41', 'R43'],
    sources: ['DOC WDD kernel/errors-in-direct-i-o', 'DOC devtest/wdm-doublefetch'],
    consequence:
      'another thread of the caller changes what was validated: memory of the kernel is at its mercy',
    guards: [
      'a second fetch alone is no finding: only one that leads to another breach when the byte has changed',
      'data that is transformed in the caller’s buffer may be fetched back: whatever it then is, it is the caller’s',
      'buffered data was fetched by the I/O manager, once',
    ],
    compared: 'requests during which the driver fetched from the caller’s buffer',
    reasons: [
      {
        code: '<property>',
        meaning: 'the property of contract/ that is breached when the caller changes the bytes',
        microsoft: { name: 'DoubleFetch', code: null, severity: 'static' },
      },
    ],
    example: null,
  },
  evidence: {
    marks: [ofRequest('refetched')],
    seenBy: 'driver',
    inVariant: true,
    offending: (event) =>
      event.kind === 'refetched' ? [{ from: event.detail.from, to: event.detail.to }] : [],
  },
};

function skipped(setting: PropertySetting): string | null {
  const reason = notCompared(PROPERTY, setting);
  if (reason !== null) return reason;
  return setting.modes.every((mode) => mode === 'buffered') && !sendsControls(setting.subject)
    ? 'buffered data is fetched by the I/O manager'
    : null;
}

/** The first other breach that a variant shows and its base does not, from the first second fetch on. */
function consequence(base: Run, variant: Run, first: Request): JudgedBreach | null {
  for (const { id: property, judge } of CONTRACT_JUDGED) {
    if (property === MEDDLED) continue;
    const { breach } = judge(variant, CONTEXT);
    if (breach === null || breach.op < first.op) continue;
    const before = judge(base, CONTEXT).breach;
    if (before !== null && sameFinding(before, breach)) continue;
    const where = fetchedAt(variant, breach.op, first);
    const found = breachOf(
      PROPERTY,
      property.replace('contract/', ''),
      where,
      'no harm when the caller changes its buffer meanwhile',
      `${breach.observed}, after ${fetchedText(variant, breach.op)} changed before it fetched them again`,
      breach.severity,
    );
    // The request is the variant's, which may have gone another way by then.
    return { ...found, origin: originOf(variant, where) };
  }
  return null;
}

/** The last request before a breach that fetched bytes again: what it led to may be noticed later. */
function fetchedAt(variant: Run, op: number, first: Request): Where {
  return atRequest(variant.requests.findLast((irp) => irp.refetchedBytes > 0 && irp.op <= op) ?? first, null);
}

/** How many bytes were fetched again in the requests up to an operation. */
function fetchedText(variant: Run, op: number): string {
  let bytes = 0;
  for (const irp of variant.requests) if (irp.op <= op) bytes += irp.refetchedBytes;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}
