import { pointersIn } from '../../trace/ops/fields/data.ts';
import { kindOf, type Op } from '../../trace/ops/index.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Run } from '../../trace/run/run.ts';
import { there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { PropertySetting, RunProperty } from '../property.ts';
import { breachOf, verdictOf } from '../verdict.ts';

const PROPERTY = 'contract/caller-address';

const REASONS = {
  'caller-address-read': 'kernel-memory-read',
  'caller-address-written': 'kernel-memory-written',
} as const;

type Kind = keyof typeof REASONS;

const isKind = (kind: string): kind is Kind => kind in REASONS;

/**
 * A driver reaches no kernel memory at an address that its caller chose, also by a pointer among the caller's bytes, in any
 * method (R22, R41, R43): a mapped one is read or written silently (R22a). The page that such pointers lead to belongs to
 * nobody, so nothing else explains an access to it. An access that faults is contract/in-bounds. Compared: requests that
 * carry a pointer to it and reached the driver.
 */
export const callerAddress: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped,
  optional: () => 'no request with a pointer to kernel memory reached the driver',
  judge,
  documentation: {
    summary: 'no kernel memory is reached at an address of the caller’s',
    demands:
      'A driver probes each address that its caller gives, those among the caller’s bytes too, before it uses it.',
    rules: ['R22', 'R22a', 'R41', 'R43'],
    sources: [
      'DOC WDD kernel/errors-in-referencing-user-space-addresses',
      'DOC DDI ProbeForRead',
      'DOC DDI ProbeForWrite',
    ],
    consequence: 'any program reads or writes kernel memory wherever it likes',
    guards: [
      'the page that is reached belongs to nobody: only the caller’s bytes hold its address',
      'a value that is only compared, or that the driver itself handed out, leads nowhere',
      'an access that a probe stops before it happens is none',
    ],
    compared: 'requests that carry a pointer to a kernel page and reached the driver',
    reasons: [
      { code: 'kernel-memory-read', meaning: 'kernel memory was read at an address of the caller’s' },
      { code: 'kernel-memory-written', meaning: 'kernel memory was written at an address of the caller’s' },
    ],
    example: null,
  },
  evidence: { marks: [there('violation')], seenBy: 'driver' },
};

function skipped({ subject }: PropertySetting): string | null {
  return subject.generation.payloads === true ? null : 'no pointers are among the bytes that are generated';
}

function leadsThere(op: Op | undefined): boolean {
  return op !== undefined && 'data' in op && pointersIn(op.data).some(({ pointer }) => pointer === 'kernel');
}

function judge(run: Run): Verdict {
  const compared = run.requests.filter(({ op }) => leadsThere(run.trace.ops[op])).length;
  const violation = run.violations.find(({ kind }) => isKind(kind));
  if (violation === undefined || !isKind(violation.kind)) return verdictOf(PROPERTY, compared, null);
  const reason = REASONS[violation.kind];
  const expected = 'addresses of the caller’s are probed';
  const observed = `${violation.detail}${whence(run, violation.op)}`;
  return verdictOf(
    PROPERTY,
    Math.max(1, compared),
    breachOf(PROPERTY, reason, violation, expected, observed),
  );
}

/** From which bytes of which buffer the address came: those of the last operation that gave it. */
function whence({ trace }: Run, op: number): string {
  const given = trace.ops.slice(0, op + 1).findLastIndex(leadsThere);
  const from = trace.ops[given];
  if (from === undefined || !('data' in from)) return '';
  const at = pointersIn(from.data).find(({ pointer }) => pointer === 'kernel')?.at ?? 0;
  const buffer = 'code' in from ? 'input buffer' : 'buffer';
  return `: the address is at byte ${at} of the ${buffer} of operation ${given + 1} (${kindOf(from).op})`;
}
