import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import { ALLOWED } from '../model/wording.ts';
import type { Win32Property } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { difference } from './difference.ts';
import { explainAnswer } from './field.ts';
import { sameResult } from './same-result.ts';
import { OWN_FIELD } from './wording.ts';

const PROPERTY = 'win32/bytes';

/** The count that a program is told is that of the bytes moved. Compared: calls that have one. */
export const bytes: Win32Property = {
  id: PROPERTY,
  views: ['win32'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    compared: (expected, observed) =>
      typeof expected.bytes === 'number' && sameResult(expected, observed) ? 1 : 0,
    isLeft: ({ bytes: left }) => left !== null,
    mismatch(expected, observed) {
      if (expected.bytes === undefined || !sameResult(expected, observed)) return null;
      if (expected.bytes === null || observed.bytes === null) {
        return expected.bytes === observed.bytes ? null : expected.bytes === null ? 'given' : 'not-given';
      }
      return difference(observed.bytes, expected.bytes);
    },
    explain: explainAnswer,
  },
  documentation: {
    summary: 'a program is told the number of bytes that were transferred',
    demands:
      'The count of ReadFile, WriteFile and DeviceIoControl, and the n of Ok(n), is that of the bytes the device moved.',
    rules: ['W1', 'W1a', 'W1b', 'W1g', 'W1h', 'W3b', 'M2', 'M3'],
    sources: ['DOC Win32 ReadFile, WriteFile, DeviceIoControl', 'Rust std::io::Read, std::io::Write'],
    consequence: 'a program takes bytes for data that are none, or loses data',
    guards: [ALLOWED, OWN_FIELD],
    compared: 'calls that have a count',
    reasons: [
      { code: 'too-large', meaning: 'more bytes are claimed than were transferred' },
      { code: 'too-small', meaning: 'fewer bytes are claimed than were transferred' },
      { code: 'given', meaning: 'a count where there is none' },
      { code: 'not-given', meaning: 'no count where there is one' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'too-large',
      { op: 'WriteFile', length: 1 },
      { op: 'ReadFile', length: 1, overlapped: '1' },
    ),
  },
  evidence: { marks: [there('program.answer')], seenBy: 'caller' },
};
