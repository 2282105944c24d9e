import { ntstatusName } from '../../nt/ntstatus.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import { ALLOWED } from '../model/wording.ts';
import type { Win32Property } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { difference } from './difference.ts';
import { explainAnswer } from './field.ts';
import { sameResult } from './same-result.ts';
import { OWN_FIELD } from './wording.ts';

const PROPERTY = 'win32/overlapped';

/** An OVERLAPPED holds the status block, and its event is as R49 has it (W1b, W1c, W1h). Compared: calls that were given one. */
export const overlapped: Win32Property = {
  id: PROPERTY,
  views: ['win32'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    compared: (expected, observed) =>
      expected.overlapped !== null && sameResult(expected, observed) ? 1 : 0,
    isLeft: ({ overlapped: left }) => left !== null,
    mismatch(expected, observed) {
      const wanted = expected.overlapped;
      const found = observed.overlapped;
      if (wanted === null || !sameResult(expected, observed)) return null;
      if (found === null) return 'no-overlapped';
      if (found.internal !== wanted.internal) {
        return `Internal-${ntstatusName(found.internal)}-for-${ntstatusName(wanted.internal)}`;
      }
      const high = difference(found.internalHigh, wanted.internalHigh);
      if (high !== null) return `InternalHigh-${high}`;
      if (expected.eventSignaled === undefined || observed.eventSignaled === expected.eventSignaled)
        return null;
      return observed.eventSignaled === true ? 'event-signaled' : 'event-not-signaled';
    },
    explain: explainAnswer,
  },
  documentation: {
    summary: 'an OVERLAPPED holds the status and the count, and its event is set',
    demands:
      'After a call that was given an OVERLAPPED, Internal and InternalHigh are the status block, and hEvent is as its rules say.',
    rules: ['W1b', 'W1c', 'W1h', 'R49'],
    sources: ['DOC Win32 OVERLAPPED, DeviceIoControl'],
    consequence: 'a program that waits by its OVERLAPPED is told another result, or waits for ever',
    guards: [
      ALLOWED,
      OWN_FIELD,
      'of a DeviceIoControl only on an overlapped handle: documentation has it ignored on others',
    ],
    compared: 'calls that were given an OVERLAPPED',
    reasons: [
      { code: 'Internal-<status>-for-<status>', meaning: 'the first is there, the second expected' },
      { code: 'InternalHigh-too-large', meaning: 'more bytes are claimed than were transferred' },
      { code: 'InternalHigh-too-small', meaning: 'fewer bytes are claimed than were transferred' },
      { code: 'event-signaled', meaning: 'the event is set where it has to be clear' },
      { code: 'event-not-signaled', meaning: 'the event is clear where it has to be set' },
      { code: 'no-overlapped', meaning: 'nothing was observed of it' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'InternalHigh-too-large',
      { op: 'WriteFile', length: 1 },
      { op: 'ReadFile', length: 1, overlapped: '1' },
    ),
  },
  evidence: { marks: [there('program.answer')], seenBy: 'caller' },
};
