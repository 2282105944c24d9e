import { expectUserPtr } from '../../model/user-ptr.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { requestOf } from '../../trace/run/request.ts';
import type { Run, UserPtrRecord } from '../../trace/run/run.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { breachOf } from '../verdict.ts';

const PROPERTY = 'model/user-ptr';

/**
 * Uses of UserPtr are as M6 has them. It needs no model of the device, only the requests' lengths. Compared: uses in
 * reads and writes.
 */
export const userPtr: RunProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'uses of UserPtr',
  skipped: ({ subject }) => (subject.generation.recordKeys ? null : 'the driver moves no typed values'),
  judge,
  documentation: {
    summary: 'UserPtr.read<T> and write<T> move exactly size-of-T bytes',
    demands:
      'A typed transfer of the framework moves the bytes of one T if the request has room for it, and none otherwise.',
    rules: ['M6'],
    sources: ['the article’s text, and its repository of October 2021'],
    consequence: 'a typed transfer moves other bytes than the type has',
    guards: ['judged only for drivers that move typed values'],
    compared: 'uses of UserPtr',
    reasons: [
      { code: '<status>-for-<status>', meaning: 'the first was answered, the second expected' },
      { code: 'moved-too-much', meaning: 'more bytes moved than T has' },
      { code: 'moved-too-little', meaning: 'fewer bytes moved than T has' },
    ],
    example: exampleOf('record-verbatim', 'buffered', 'moved-too-much', { op: 'write', length: 2, key: 2 }),
  },
  evidence: { marks: [there('userPtr')], seenBy: 'caller' },
};

function judge(run: Run): Verdict {
  let compared = 0;
  let breach: JudgedBreach | null = null;
  for (const use of run.userPtrs) {
    const sent = requestOf(run, use.request);
    const { direction } = use;
    if (direction === 'control' || sent === undefined) continue;
    if (sent.major !== IRP_MJ_READ && sent.major !== IRP_MJ_WRITE) continue;
    compared += 1;
    breach ??= judgeUse({ ...use, direction }, sent.parameters.length, run);
  }
  return { property: PROPERTY, compared, breach };
}

type TransferUse = UserPtrRecord & { readonly direction: 'read' | 'write' };

function judgeUse(use: TransferUse, length: number, run: Run): JudgedBreach | null {
  const { direction: request, method, sizeBytes } = use;
  const expected = expectUserPtr({ request, method, sizeBytes, length, mode: run.trace.setting.mode });
  const reason = mismatch(use, expected);
  if (reason === null) return null;
  const what = `UserPtr.${method}<T>, T of ${sizeBytes} bytes, ${request} request of ${length} bytes`;
  return breachOf(PROPERTY, reason, use, `${what}: ${useText(expected)}`, useText(use));
}

type Moved = Pick<UserPtrRecord, 'status' | 'movedBytes'>;

function mismatch(use: Moved, expected: Moved): string | null {
  if (use.status !== expected.status)
    return `${ntstatusName(use.status)}-for-${ntstatusName(expected.status)}`;
  if (use.movedBytes === expected.movedBytes) return null;
  return use.movedBytes > expected.movedBytes ? 'moved-too-much' : 'moved-too-little';
}

function useText({ status, movedBytes }: Moved): string {
  return `${ntstatusName(status)}, ${movedBytes} bytes moved`;
}
