import { there } from '../evidence/marks.ts';
import { ALLOWED } from '../model/wording.ts';
import type { Win32Property } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { explainAnswer } from './field.ts';
import { sameResult } from './same-result.ts';
import { OWN_FIELD } from './wording.ts';

const PROPERTY = 'win32/position';

/** A move of the file pointer gives the position that W1f has. Compared: moves that succeed. */
export const position: Win32Property = {
  id: PROPERTY,
  views: ['win32'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    compared: (expected, observed) => (expected.position !== null && sameResult(expected, observed) ? 1 : 0),
    isLeft: ({ position: left }) => left !== null,
    mismatch(expected, observed) {
      return !sameResult(expected, observed) || observed.position === expected.position ? null : 'wrong';
    },
    explain: explainAnswer,
  },
  documentation: {
    summary: 'SetFilePointerEx gives the position that the model allows',
    demands:
      'A move of the file pointer that succeeds gives the new position, counted from where its method says.',
    rules: ['W1f'],
    sources: ['DOC Win32 SetFilePointerEx'],
    consequence: 'a program reads and writes elsewhere than it thinks',
    guards: [ALLOWED, OWN_FIELD],
    compared: 'moves that succeed',
    reasons: [{ code: 'wrong', meaning: 'another position than expected' }],
    example: null,
  },
  evidence: { marks: [there('program.answer')], seenBy: 'caller' },
};
