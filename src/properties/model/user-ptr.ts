import { expectUserPtr, type UserPtrUse } from '../../model/user-ptr.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { type Request, requestOf } from '../../trace/run/request.ts';
import type { Run, UserPtrRecord } from '../../trace/run/run.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { Verdict } from '../judge.ts';
import type { RunProperty } from '../property.ts';
import { sendsControls } from '../skips.ts';
import { breachOf } from '../verdict.ts';

const PROPERTY = 'model/user-ptr';
const NO_TYPED_VALUES = 'the driver moves no typed values';

/**
 * Uses of UserPtr are as M6 has them. It needs no model of the device, only the requests' lengths. Compared: uses in
 * reads, writes and control requests.
 */
export const userPtr: RunProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'uses of UserPtr',
  skipped: ({ subject }) =>
    subject.generation.recordKeys || sendsControls(subject) ? null : NO_TYPED_VALUES,
  // Drivers that take control requests may move values by themselves.
  optional: ({ subject }) => (subject.generation.recordKeys ? null : NO_TYPED_VALUES),
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
  for (const record of run.userPtrs) {
    const sent = requestOf(run, record.request);
    const use = sent === undefined ? null : useOf(record, sent, run);
    if (use === null) continue;
    compared += 1;
    breach ??= judgeUse(record, use);
  }
  return { property: PROPERTY, compared, breach };
}

/** A use as the model is asked; null of a request that has no UserPtr. */
function useOf({ direction, method, sizeBytes }: UserPtrRecord, sent: Request, run: Run): UserPtrUse | null {
  const { length, control } = sent.parameters;
  if (control !== null) return { request: 'control', method, sizeBytes, ...control };
  const isTransfer = sent.major === IRP_MJ_READ || sent.major === IRP_MJ_WRITE;
  if (direction === 'control' || !isTransfer) return null;
  return { request: direction, method, sizeBytes, length, mode: run.trace.setting.mode };
}

function judgeUse(record: UserPtrRecord, use: UserPtrUse): JudgedBreach | null {
  const expected = expectUserPtr(use);
  const reason = mismatch(record, expected);
  if (reason === null) return null;
  const what = `UserPtr.${use.method}<T>, T of ${use.sizeBytes} bytes, ${requestText(use)}`;
  return breachOf(PROPERTY, reason, record, `${what}: ${useText(expected)}`, useText(record));
}

function requestText(use: UserPtrUse): string {
  if (use.request !== 'control') return `${use.request} request of ${use.length} bytes`;
  return `control request, input ${use.inputLength} bytes, output ${use.outputLength} bytes`;
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
