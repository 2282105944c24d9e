import { ntstatusName } from '../../nt/ntstatus.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { FieldProperty } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { statusReason } from './texts.ts';
import { ALLOWED } from './wording.ts';

const PROPERTY = 'model/iosb';

/** The status block is written, and events are signaled, as the model says (R49, R51). Compared: calls that have one. */
export const iosb: FieldProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    place: 3,
    compared: (expected) => (expected.iosb === null && expected.fileSignaled === undefined ? 0 : 1),
    isLeft: ({ iosbWritten, eventSignaled, fileSignaled }) =>
      iosbWritten || eventSignaled !== null || fileSignaled !== null,
    mismatch(expected, observed) {
      const block = expected.iosb;
      if (block !== null) {
        if (block.written && !observed.iosbWritten) return 'not-written';
        if (!block.written && observed.iosbWritten) return `written-for-${statusReason(expected.status)}`;
        if (block.written && observed.iosbStatus !== block.status) {
          return `status-${ntstatusName(observed.iosbStatus)}-for-${ntstatusName(block.status)}`;
        }
      }
      if (expected.eventSignaled !== undefined && observed.eventSignaled !== expected.eventSignaled) {
        return observed.eventSignaled === true ? 'event-signaled' : 'event-not-signaled';
      }
      if (expected.fileSignaled !== undefined && observed.fileSignaled !== expected.fileSignaled) {
        return observed.fileSignaled === true ? 'file-event-signaled' : 'file-event-not-signaled';
      }
      return null;
    },
    explain(expected, observed) {
      const block = expected.iosb;
      const written =
        block === null ? 'IOSB either way' : iosbText(block.written, block.written ? block.status : 0);
      return {
        expected: written + eventsText(expected.eventSignaled, expected.fileSignaled),
        observed:
          iosbText(observed.iosbWritten, observed.iosbStatus) +
          eventsText(observed.eventSignaled, observed.fileSignaled),
      };
    },
  },
  documentation: {
    summary: 'status block and events are written and signaled as documented',
    demands:
      'The caller’s status block is written, and its event and the file’s event are signaled, exactly where the rules say so.',
    rules: ['R9', 'R20', 'R46', 'R49', 'R51'],
    sources: ['WT do_return_status', 'DOC DDI NtReadFile', 'DOC IO_STATUS_BLOCK'],
    consequence: 'the caller finds another status block, or waits on an event that tells something else',
    guards: [ALLOWED],
    compared: 'calls that a block or a file event belongs to',
    reasons: [
      { code: 'not-written', meaning: 'the block should have been written' },
      { code: 'written-for-<status>', meaning: 'the block was written though the status leaves it alone' },
      { code: 'status-<status>-for-<status>', meaning: 'the block holds the first, the second was expected' },
      { code: 'event-signaled', meaning: 'the caller’s event is signaled and should not be' },
      { code: 'event-not-signaled', meaning: 'the caller’s event should be signaled' },
      { code: 'file-event-signaled', meaning: 'the file’s event is signaled and should not be' },
      { code: 'file-event-not-signaled', meaning: 'the file’s event should be signaled' },
    ],
    example: exampleOf('article-verbatim', 'buffered', 'written-for-STATUS_END_OF_FILE', {
      op: 'write',
      offset: '1',
    }),
  },
  evidence: { marks: [there('answer')], seenBy: 'caller' },
};

function iosbText(written: boolean, value: number): string {
  return written ? `IOSB ${ntstatusName(value)}` : 'IOSB untouched';
}

function eventsText(event: boolean | null | undefined, fileEvent: boolean | null | undefined): string {
  return eventText('event', event) + eventText('file event', fileEvent);
}

function eventText(name: string, signaled: boolean | null | undefined): string {
  if (signaled === null || signaled === undefined) return '';
  return signaled ? `, ${name} signaled` : `, ${name} not signaled`;
}
