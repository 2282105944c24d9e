import { bugCheckName } from '../../nt/bug-check.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import { there } from '../evidence/marks.ts';
import { exampleOf } from '../example.ts';
import type { FieldProperty } from '../property.ts';
import { notJudged, withoutModel } from '../skips.ts';
import { answerText, returnedText, statusReason } from './texts.ts';
import { ALLOWED, FOLLOW_UP, MODEL_SOURCES } from './wording.ts';

const PROPERTY = 'model/status';

/** Every call ends, with a status that the reference model allows. Compared: calls. */
export const status: FieldProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'calls',
  skipped: withoutModel,
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    place: 1,
    compared: ({ status: wanted }) => (wanted === undefined ? 0 : 1),
    isLeft: () => true,
    mismatch(expected, observed) {
      const isAllowed = expected.status === undefined || expected.status === observed.status;
      if (expected.ending === observed.ending && isAllowed) return null;
      const ending = observed.ending === 'returned' ? ntstatusName(observed.status) : observed.ending;
      return `${ending}-for-${statusReason(expected.status)}`;
    },
    explain(expected, observed, _call, run) {
      return { expected: answerText(expected), observed: endingText(observed, run) };
    },
  },
  documentation: {
    summary: 'every call returns an NTSTATUS that the reference model allows',
    demands:
      'Each system call ends as the device’s model and the I/O manager’s rules say: it returns, and with a status of the allowed set.',
    rules: ['M1', 'M2', 'M3', 'M4', 'M5', 'M8', 'M9', 'M10', 'R20', 'R22', 'R23', 'R24', 'R50'],
    sources: [...MODEL_SOURCES, 'DOC IO_STATUS_BLOCK'],
    consequence: 'the caller is given another NTSTATUS than the device should return',
    guards: [ALLOWED, FOLLOW_UP],
    compared: 'calls',
    reasons: [
      { code: '<status>-for-<status>', meaning: 'the first was returned, the second expected' },
      { code: 'bug-check-for-<status>', meaning: 'the machine stopped instead of returning the status' },
      { code: 'blocked-for-<status>', meaning: 'the caller waits for ever instead' },
      {
        code: '<ending>-for-an-answer',
        meaning: 'as these, where the model leaves the status to the device',
      },
    ],
    example: exampleOf('article-verbatim', 'direct', 'STATUS_END_OF_FILE-for-STATUS_SUCCESS', {
      op: 'write',
      length: 1,
      buffer: { pageOffset: 1, memory: 'read-write', shared: false },
    }),
  },
  evidence: { marks: [there('answer', 'bug-check')], seenBy: 'caller' },
};

function endingText(observed: Observation, run: Run): string {
  if (observed.ending === 'returned') return returnedText(observed);
  if (observed.ending === 'blocked') return 'never returns';
  if (run.bugCheck !== null) return `bug check ${bugCheckName(run.bugCheck.code)}`;
  return run.driverException === null ? 'bug check' : `${run.driverException.name} in the driver`;
}
