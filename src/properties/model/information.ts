import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { FieldProperty } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { answerText, returnedText } from './texts.ts';
import { ALLOWED, MODEL_SOURCES } from './wording.ts';

const PROPERTY = 'model/information';

/** IoStatus.Information is what the model allows. Compared: calls whose status block was written. */
export const information: FieldProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    place: 2,
    compared: ({ iosb }, observed) =>
      iosb?.written && iosb.information !== undefined && observed.iosbWritten ? 1 : 0,
    isLeft: ({ iosbWritten }) => iosbWritten,
    mismatch(expected, observed) {
      const { iosb } = expected;
      // Whether the block was written at all is model/iosb's.
      if (!iosb?.written || !observed.iosbWritten) return null;
      if (iosb.information === undefined || observed.information === iosb.information) return null;
      return observed.information > iosb.information ? 'too-large' : 'too-small';
    },
    explain(expected, observed) {
      return { expected: answerText(expected), observed: returnedText(observed) };
    },
  },
  documentation: {
    summary: 'IoStatus.Information is the number of bytes the model allows',
    demands: 'Where the status block is written, Information counts the bytes that the device transferred.',
    rules: ['M2', 'M3', 'R49'],
    sources: [...MODEL_SOURCES, 'DOC IO_STATUS_BLOCK'],
    consequence: 'the caller is told another number of bytes than were transferred',
    guards: [ALLOWED, 'only where the status is allowed and the block is written in both'],
    compared: 'calls whose status block was written',
    reasons: [
      { code: 'too-large', meaning: 'more bytes are claimed than were transferred' },
      { code: 'too-small', meaning: 'fewer bytes are claimed than were transferred' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'too-large',
      { op: 'write', length: 1 },
      { op: 'read', offset: '1', length: 1 },
    ),
  },
  evidence: { marks: [there('answer')], seenBy: 'caller' },
};
