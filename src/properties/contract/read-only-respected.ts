import { METHOD_IN_DIRECT, methodOf } from '../../nt/control-code.ts';
import { IRP_MJ_WRITE } from '../../nt/irp.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import { givenIn, unchangedData } from '../evidence/contents.ts';
import { there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { PropertySetting, RunProperty } from '../property.ts';
import { sameBytes } from '../same-bytes.ts';
import { sendsControls } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';

const PROPERTY = 'contract/read-only-respected';

/**
 * A driver does not change what it may only read: the caller's buffer of a direct write, whose pages are locked for
 * IoReadAccess, the second one of METHOD_IN_DIRECT (R43), and pages that it locked so itself (R83; Verifier 0xC4/0x1010). The SystemBuffer of a buffered write
 * is the driver's to change (R38). In neither mode the page's own protection decides, at each access (R41).
 * Compared: direct writes, and control requests with METHOD_IN_DIRECT, of at least one byte that reached the driver.
 */
export const readOnlyRespected: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped,
  judge,
  documentation: {
    summary: 'what may only be read is not written',
    demands:
      'A driver does not change the data of a direct write, nor pages that were locked for IoReadAccess.',
    rules: ['R38', 'R39', 'R41', 'R43', 'R83'],
    sources: ['DOC bug check 0xC4 (0x1010)', 'DOC DDI MmProbeAndLockPages'],
    consequence:
      'the caller’s data changes under its hands, read-only pages too; Driver Verifier: 0xC4/0x1010',
    guards: [
      'the SystemBuffer of a buffered write is the driver’s to change',
      'in neither mode the page’s own protection decides',
    ],
    compared: 'direct writes and METHOD_IN_DIRECT requests of at least one byte that reached the driver',
    reasons: [
      {
        code: 'caller-data-changed',
        meaning: 'the caller’s buffer holds other bytes than the caller gave',
        microsoft: { name: null, code: '0xC4/0x1010', severity: 'fatal' },
      },
      {
        code: 'written-through-mdl',
        meaning: 'pages locked for reading were written through a mapping',
        microsoft: { name: null, code: '0xC4/0x1010', severity: 'fatal' },
      },
    ],
    example: null,
  },
  evidence: {
    marks: [there('violation')],
    seenBy: 'caller',
    contents: ({ run }, { op }) => unchangedData(run, op),
  },
};

/** In the other modes a write has no MDL that the I/O manager locked for reading alone; a control request may. */
function skipped({ modes, subject }: PropertySetting): string | null {
  if (modes.includes('direct') || sendsControls(subject)) return null;
  return 'no pages are locked for reading in this mode';
}

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    if (!irp.hasMdl || !isLockedForReading(irp)) continue;
    compared += 1;
    const breach = changedData(run, irp);
    if (breach !== null) return verdictOf(PROPERTY, compared, breach);
  }
  const written = run.violations.find(({ kind }) => kind === 'read-locked-written');
  if (written === undefined) return verdictOf(PROPERTY, compared, null);
  const expected = 'pages that are locked for reading are only read';
  const breach = breachOf(PROPERTY, 'written-through-mdl', written, expected, written.detail);
  return verdictOf(PROPERTY, Math.max(1, compared), breach);
}

/** A write, or a control request with METHOD_IN_DIRECT, of at least one byte (R39, R43). */
function isLockedForReading({ major, parameters: { length, control } }: Request): boolean {
  if (major === IRP_MJ_WRITE) return length > 0;
  return control !== null && control.outputLength > 0 && methodOf(control.code) === METHOD_IN_DIRECT;
}

/** The bytes of the caller's buffer that are no longer what the caller wrote, as a breach. */
function changedData(run: Run, { id, op }: Request): JudgedBreach | null {
  const call = run.calls[op];
  const buffer = run.observations[op]?.buffer ?? null;
  const given = call === undefined ? null : givenIn(call);
  if (buffer === null || given === null || sameBytes(buffer, given)) return null;
  let changed = 0;
  for (let index = 0; index < given.length; index += 1) {
    if (buffer[index] !== given[index]) changed += 1;
  }
  const expected = `the caller's ${given.length} bytes unchanged`;
  const observed = `${changed} of them changed`;
  return breachOf(PROPERTY, 'caller-data-changed', { ...atAnswer(run, op), request: id }, expected, observed);
}
