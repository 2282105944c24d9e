import { there } from '../evidence/marks.ts';
import type { FieldProperty } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { ALLOWED } from './wording.ts';

const PROPERTY = 'model/position';

/** CurrentByteOffset is where the device leaves it (R28, M7). Compared: calls on handles that maintain one. */
export const position: FieldProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    place: 5,
    compared: (expected) => (typeof expected.position === 'bigint' ? 1 : 0),
    isLeft: ({ position: left }) => left !== null,
    mismatch(expected, observed, call) {
      const wanted = expected.position;
      if (wanted === undefined || observed.position === wanted) return null;
      const isTransfer = call.call === 'NtReadFile' || call.call === 'NtWriteFile';
      const { position: found } = observed;
      return isTransfer && wanted !== null && found !== null && found > wanted ? 'advanced' : 'wrong';
    },
    explain(expected, observed) {
      return { expected: positionText(expected.position), observed: positionText(observed.position) };
    },
  },
  documentation: {
    summary: 'CurrentByteOffset is where the device leaves it',
    demands:
      'The file position moves only as the device moves it: the I/O manager does not advance it for a device that doesn’t.',
    rules: ['M7', 'R24', 'R25', 'R28'],
    sources: ['DOC WDD kernel/using-the-current-file-position', 'SMP filesys/fastfat'],
    consequence: 'the next transfer at the file position goes elsewhere',
    guards: [ALLOWED, 'handles that maintain no position are left out'],
    compared: 'calls on handles that maintain a position',
    reasons: [
      { code: 'advanced', meaning: 'a transfer moved the position and should not have' },
      { code: 'wrong', meaning: 'another position than expected' },
    ],
    example: null,
  },
  evidence: { marks: [there('answer')], seenBy: 'caller' },
};

function positionText(value: bigint | null | undefined): string {
  return value === null || value === undefined ? 'no position' : `position ${value}`;
}
