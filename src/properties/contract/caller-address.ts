import { METHOD_NEITHER, methodOf } from '../../nt/control-code.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import {
  givesAddress,
  givesKernelPage,
  kernelPageText,
  withKernelPage,
} from '../../trace/ops/callers-addresses.ts';
import { kindOf } from '../../trace/ops/index.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Trace } from '../../trace/trace.ts';
import { there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { PropertySetting, RunProperty } from '../property.ts';
import { sendsControls } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';

const PROPERTY = 'contract/caller-address';

const REASONS = {
  'caller-address-read': 'kernel-memory-read',
  'caller-address-written': 'kernel-memory-written',
} as const;

type Kind = keyof typeof REASONS;

const isKind = (kind: string): kind is Kind => kind in REASONS;

/**
 * A driver reaches no kernel memory at an address that its caller chose (R22, R41, R43): a mapped one is read or written
 * silently (R22a). Such an address is that of a buffer by METHOD_NEITHER, of one without length in neither mode, or a
 * pointer among the caller's bytes in any method. The page that it leads to belongs to nobody, so nothing else explains an
 * access to it. An access that faults is contract/in-bounds.
 *
 * User memory that is accessed without a probe gives reason to execute the trace again with the address of that page in
 * the place of this one: a driver may compare a range by hand, and then comes to nothing. Compared: requests by which the
 * driver was given an address that it has to probe.
 */
export const callerAddress: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped,
  optional: () => 'no request gave the driver an address that it has to probe',
  judge,
  suspected,
  documentation: {
    summary: 'no kernel memory is reached at an address of the caller’s',
    demands:
      'A driver probes each address that its caller gives and the I/O manager has not probed, those among the caller’s bytes too, before it uses it.',
    rules: ['R22', 'R22a', 'R41', 'R43'],
    sources: [
      'DOC WDD kernel/errors-in-referencing-user-space-addresses',
      'DOC DDI ProbeForRead',
      'DOC DDI ProbeForWrite',
    ],
    consequence: 'any program reads or writes kernel memory wherever it likes',
    guards: [
      'the page that is reached belongs to nobody: only the caller’s address leads there',
      'user memory without a probe is a suspicion: a finding only if a kernel page in its place is accessed too, so that a range may be compared by hand',
      'what the I/O manager has probed needs no other probe: buffers in neither mode, unless they have no length',
      'a value that is only compared, or that the driver itself handed out, leads nowhere',
      'an access that a probe stops before it happens is none',
    ],
    compared:
      'requests that reached the driver with a pointer to a kernel page, by METHOD_NEITHER, or without length in neither mode',
    reasons: [
      { code: 'kernel-memory-read', meaning: 'kernel memory was read at an address of the caller’s' },
      { code: 'kernel-memory-written', meaning: 'kernel memory was written at an address of the caller’s' },
    ],
    example: null,
  },
  evidence: { marks: [there('violation')], seenBy: 'driver' },
};

function skipped({ subject, modes }: PropertySetting): string | null {
  if (subject.generation.payloads === true || modes.includes('neither') || sendsControls(subject))
    return null;
  return 'no address of a caller’s is given to the driver';
}

/** The operations that gave the addresses last, with a kernel page in the place of each. */
function suspected({ trace, unprobed }: Run): readonly Trace[] {
  return unprobed.flatMap(({ op, address }) => {
    const given = trace.ops.findLastIndex((each, index) => index <= op && givesAddress(each, address));
    const before = trace.ops[given];
    if (before === undefined) return [];
    return withKernelPage(before, address).map((each) => ({ ...trace, ops: trace.ops.with(given, each) }));
  });
}

/** Whether a request came with an address that its driver has to probe. */
function isCompared({ op, major, parameters: { control, length } }: Request, { trace }: Run): boolean {
  const asked = trace.ops[op];
  if (asked !== undefined && givesKernelPage(asked)) return true;
  if (control !== null) return methodOf(control.code) === METHOD_NEITHER;
  const isTransfer = major === IRP_MJ_READ || major === IRP_MJ_WRITE;
  return isTransfer && length === 0 && trace.setting.mode === 'neither';
}

function judge(run: Run): Verdict {
  let compared = 0;
  for (const request of run.requests) if (isCompared(request, run)) compared += 1;
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

/** Where the address came from: the last operation that gave it. */
function whence({ trace }: Run, op: number): string {
  const given = trace.ops.slice(0, op + 1).findLastIndex(givesKernelPage);
  const from = trace.ops[given];
  if (from === undefined) return '';
  return `: the address is ${kernelPageText(from)} of operation ${given + 1} (${kindOf(from).op})`;
}
