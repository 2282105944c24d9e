import { win32ErrorName } from '../../nt/win32-error.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import { ALLOWED } from '../model/wording.ts';
import type { Win32Property } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { explainAnswer } from './field.ts';
import { sameResult } from './same-result.ts';
import { OWN_FIELD } from './wording.ts';

const PROPERTY = 'win32/last-error';

/** A call that fails leaves an error that the model allows. Compared: calls that fail. */
export const lastError: Win32Property = {
  id: PROPERTY,
  views: ['win32'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    compared: (expected, observed) =>
      expected.succeeded === false && sameResult(expected, observed) ? 1 : 0,
    isLeft: ({ succeeded }) => !succeeded,
    mismatch(expected, observed) {
      if (!sameResult(expected, observed)) return null;
      if (expected.lastError !== undefined && observed.lastError !== expected.lastError) {
        return `${win32ErrorName(observed.lastError)}-for-${win32ErrorName(expected.lastError)}`;
      }
      if (expected.errorKind === undefined || observed.errorKind === expected.errorKind) return null;
      return `${observed.errorKind ?? 'no-kind'}-for-${expected.errorKind ?? 'no-kind'}`;
    },
    explain: explainAnswer,
  },
  documentation: {
    summary: 'GetLastError, or the kind of an Err, is one that the model allows',
    demands: 'A call that fails leaves the Win32 error that its NTSTATUS becomes, and an Err has its kind.',
    rules: ['W1', 'W1d', 'W1e', 'W1f', 'W1g', 'W1h', 'W3b'],
    sources: ['DOC RtlNtStatusToDosError', 'Rust std::io::ErrorKind'],
    consequence: 'a program takes one error for another',
    guards: [ALLOWED, OWN_FIELD],
    compared: 'calls that fail',
    reasons: [
      { code: '<error>-for-<error>', meaning: 'the first was left, the second expected' },
      { code: '<kind>-for-<kind>', meaning: 'the Err has the first kind, the second was expected' },
    ],
    example: exampleOf(
      'article-verbatim',
      'neither',
      'ERROR_SUCCESS-for-ERROR_HANDLE_EOF',
      { op: 'SetFilePointerEx', distance: '1' },
      { op: 'File::write_all', length: 1 },
    ),
  },
  evidence: { marks: [there('program.answer')], seenBy: 'caller' },
};
