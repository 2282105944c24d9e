import { IRP_MJ_WRITE } from '../../nt/irp.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import { unchangedData } from '../evidence/contents.ts';
import { there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import type { PropertySetting, RunProperty } from '../property.ts';
import { sameBytes } from '../same-bytes.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atAnswer } from '../where.ts';

const PROPERTY = 'contract/read-only-respected';

/**
 * A driver does not change what it may only read: the caller's buffer of a direct write, whose pages are locked for
 * IoReadAccess, and pages that it locked so itself (R83; Verifier 0xC4/0x1010). The SystemBuffer of a buffered write
 * is the driver's to change (R38). In neither mode the page's own protection decides, at each access (R41).
 * Compared: direct writes of at least one byte that reached the driver.
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
    rules: ['R38', 'R39', 'R41', 'R83'],
    sources: ['DOC bug check 0xC4 (0x1010)', 'DOC DDI MmProbeAndLockPages'],
    consequence:
      'the caller’s data changes under its hands, read-only pages too; Driver Verifier: 0xC4/0x1010',
    guards: [
      'the SystemBuffer of a buffered write is the driver’s to change',
      'in neither mode the page’s own protection decides',
    ],
    compared: 'direct writes of at least one byte that reached the driver',
    reasons: [
      {
        code: 'caller-data-changed',
        meaning: 'the caller’s buffer holds other bytes after a write',
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

/** In the other modes a write has no MDL that the I/O manager locked for reading alone. */
function skipped({ modes }: PropertySetting): string | null {
  return modes.includes('direct') ? null : 'no pages are locked for reading in this mode';
}

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    if (irp.major !== IRP_MJ_WRITE || !irp.hasMdl || irp.parameters.length === 0) continue;
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

/** The bytes of the caller's buffer that are no longer what the caller wrote, as a breach. */
function changedData(run: Run, { id, op }: Request): JudgedBreach | null {
  const call = run.calls[op];
  const buffer = run.observations[op]?.buffer ?? null;
  if (buffer === null || call === undefined || call.call !== 'NtWriteFile') return null;
  if (sameBytes(buffer, call.data)) return null;
  let changed = 0;
  for (let index = 0; index < call.data.length; index += 1) {
    if (buffer[index] !== call.data[index]) changed += 1;
  }
  const expected = `the caller's ${call.data.length} bytes unchanged`;
  const observed = `${changed} of them changed`;
  return breachOf(PROPERTY, 'caller-data-changed', { ...atAnswer(run, op), request: id }, expected, observed);
}
