import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import { ALLOWED, FOLLOW_UP } from '../model/wording.ts';
import type { Win32Property } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { explainAnswer } from './field.ts';

const PROPERTY = 'win32/result';

/** Each call of a program succeeds or fails as the model allows. Compared: calls. */
export const result: Win32Property = {
  id: PROPERTY,
  views: ['win32'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    compared: (expected) => (expected.succeeded === undefined ? 0 : 1),
    isLeft: () => true,
    mismatch(expected, observed) {
      const wanted = expected.succeeded ? 'success' : 'failure';
      if (observed.ending !== expected.ending) return `${observed.ending}-for-${wanted}`;
      if (expected.succeeded === undefined || observed.succeeded === expected.succeeded) return null;
      return observed.succeeded ? 'success-for-failure' : 'failure-for-success';
    },
    explain: explainAnswer,
  },
  documentation: {
    summary: 'every call of a program succeeds or fails as the model allows',
    demands:
      'Each call of kernel32 and of Rust’s File ends as the device’s model and the rules of the view say: with TRUE, a handle or Ok, or without.',
    rules: ['W1', 'W1a', 'W1b', 'W1d', 'W1e', 'W1f', 'W1g', 'W1h', 'W3a', 'W3b', 'W3c'],
    sources: ['DOC Win32 CreateFileW, ReadFile, WriteFile, DeviceIoControl', 'Rust std::fs::File'],
    consequence: 'a program is told that a call succeeded that failed, or the reverse',
    guards: [ALLOWED, FOLLOW_UP],
    compared: 'calls',
    reasons: [
      { code: 'success-for-failure', meaning: 'the call succeeds where it has to fail' },
      { code: 'failure-for-success', meaning: 'the call fails where it has to succeed' },
      { code: 'bug-check-for-<result>', meaning: 'the machine stopped instead' },
      { code: 'blocked-for-<result>', meaning: 'the program waits for ever instead' },
    ],
    example: exampleOf('article-verbatim', 'buffered', 'bug-check-for-failure', { op: 'FlushFileBuffers' }),
  },
  evidence: { marks: [there('program.answer', 'bug-check')], seenBy: 'caller' },
};
