import { METHOD_BUFFERED, METHOD_OUT_DIRECT, methodOf } from '../../nt/control-code.ts';
import { IRP_BUFFERED_IO, IRP_INPUT_OPERATION, IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import { NT_ERROR, NT_SUCCESS, STATUS_VERIFY_REQUIRED } from '../../nt/ntstatus.ts';
import type { ByteRange } from '../../trace/finding/evidence.ts';
import type { Severity } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import type { ControlOfRequest, Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import { surroundings } from '../evidence/contents.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped, withoutData } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { atRequest } from '../where.ts';

const PROPERTY = 'contract/information-bounded';

/**
 * IoStatus.Information does not exceed the length of the request (R46, R49a, G2). An error where the I/O manager
 * copies that many bytes back; a warning for successful requests without copy-back; others are exempt.
 * Compared: completed reads, writes and control requests that are not exempt.
 */
export const informationBounded: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'IRPs',
  skipped: neverSkipped,
  optional: withoutData,
  judge,
  documentation: {
    summary: 'IoStatus.Information does not exceed the length of the request',
    demands: 'A successful transfer claims at most as many bytes as the caller asked for.',
    rules: ['R43', 'R46', 'R49a', 'G2'],
    sources: ['DOC WDD kernel/failure-to-check-the-size-of-buffers', 'KT IoReadWrite'],
    consequence: 'the I/O manager copies kernel memory beyond the buffer to the caller',
    guards: [
      'an error only where the I/O manager copies that many bytes back: buffered input, no error, not STATUS_VERIFY_REQUIRED',
      'a warning for other successful requests; the rest is exempt',
    ],
    compared: 'completed reads, writes and control requests that are not exempt',
    reasons: [
      {
        code: 'exceeds-length',
        meaning: 'Information is larger than Length, or OutputBufferLength',
        microsoft: { name: null, code: '0xC9/0x312', severity: 'non-fatal' },
      },
    ],
    example: exampleOf('overclaim-verbatim', 'buffered', 'exceeds-length', { op: 'read' }),
  },
  evidence: {
    marks: [there('complete')],
    seenBy: 'driver',
    contents: ({ run }, { op }) => surroundings(run, op),
    offending,
  },
};

/** The bytes that are claimed beyond the buffer. */
function offending(event: RunEvent, lengthBytes: number): readonly ByteRange[] {
  if (event.kind !== 'complete' || event.detail.information <= lengthBytes) return [];
  return [{ from: lengthBytes, to: event.detail.information }];
}

function judge(run: Run): Verdict {
  let compared = 0;
  for (const irp of run.requests) {
    const severity = irp.completions === 0 ? null : severityOf(irp);
    if (severity === null) continue;
    compared += 1;
    const length = lengthOf(irp);
    if (irp.information > length) {
      const expected = `Information at most ${length}`;
      const observed = `Information ${irp.information}`;
      return verdictOf(
        PROPERTY,
        compared,
        breachOf(PROPERTY, 'exceeds-length', atRequest(irp, irp.completedAt), expected, observed, severity),
      );
    }
  }
  return verdictOf(PROPERTY, compared, null);
}

/** Bytes that the request may claim: of a control request those of its output buffer. */
function lengthOf({ parameters: { length, control } }: Request): number {
  return control === null ? length : control.outputLength;
}

/** How grave an excess would be, or null where the rule does not apply. */
function severityOf(irp: Request): Severity | null {
  const { control } = irp.parameters;
  if (control !== null) return severityOfControl(irp, control);
  if (irp.major !== IRP_MJ_READ && irp.major !== IRP_MJ_WRITE) return null;
  const isBuffered = (irp.flags & IRP_BUFFERED_IO) !== 0;
  if (isBuffered && irp.major === IRP_MJ_READ) {
    if ((irp.flags & IRP_INPUT_OPERATION) === 0) return null;
    return NT_ERROR(irp.ioStatus) || irp.ioStatus === STATUS_VERIFY_REQUIRED ? null : 'error';
  }
  return NT_SUCCESS(irp.ioStatus) ? 'warning' : null;
}

/**
 * A code without output may answer any number (R49a). With METHOD_OUT_DIRECT the output is the caller's own; what a
 * driver counts with METHOD_IN_DIRECT and METHOD_NEITHER is its own affair.
 */
function severityOfControl({ flags, ioStatus }: Request, { code }: ControlOfRequest): Severity | null {
  const method = methodOf(code);
  if (method === METHOD_OUT_DIRECT) return NT_SUCCESS(ioStatus) ? 'warning' : null;
  if (method !== METHOD_BUFFERED || (flags & IRP_INPUT_OPERATION) === 0) return null;
  return NT_ERROR(ioStatus) || ioStatus === STATUS_VERIFY_REQUIRED ? null : 'error';
}
