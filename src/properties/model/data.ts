import type { Expected } from '../../model/expected.ts';
import { METHOD_NEITHER, methodOf } from '../../nt/control-code.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { ControlRequestCall } from '../../trace/ops/index.ts';
import { overlay } from '../../trace/ops/overlap.ts';
import { type Observation, USER_FILL } from '../../trace/run/observation.ts';
import { bufferName, type Contents, givenIn, type Recorded, unchangedData } from '../evidence/contents.ts';
import { exampleOf } from '../example.ts';
import type { FieldProperty } from '../property.ts';
import { sameBytes } from '../same-bytes.ts';
import { notJudged, withoutData, withoutModel } from '../skips.ts';
import { difference, heldBefore, isUntouchedFrom, startsWith } from './bytes.ts';
import { ALLOWED, MODEL_SOURCES } from './wording.ts';

const PROPERTY = 'model/data';
const INPUT_NAME = "the caller's input buffer after the request";

/**
 * Reads and control requests give the bytes that the device has, what the caller gives stays as it is. Compared: bytes
 * that a call should give.
 */
export const data: FieldProperty = {
  id: PROPERTY,
  views: ['native'],
  unit: 'bytes',
  skipped: (setting) => withoutModel(setting) ?? withoutData(setting),
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    place: 4,
    // Fill that stayed as it was is compared too, but is nothing of substance.
    compared: (expected, observed) => (observed.buffer === null ? 0 : (expected.buffer?.length ?? 0)),
    isLeft: ({ buffer }) => buffer !== null,
    mismatch(expected, observed, call) {
      if ('code' in call && isInputChanged(observed, call)) return 'caller-data-changed';
      const prefix = expected.buffer;
      if (prefix === undefined || prefix === null) return null;
      const { buffer } = observed;
      const given = givenIn(call);
      if (given !== null) {
        const isUnchanged = buffer !== null && buffer.length === given.length && startsWith(buffer, given);
        return isUnchanged ? null : 'caller-data-changed';
      }
      if (buffer === null) return 'wrong-bytes';
      if (!startsWith(buffer, prefix)) {
        return isUntouchedFrom(buffer, 0, heldBefore(call)) ? 'not-transferred' : 'wrong-bytes';
      }
      if (expected.restOpen === true) return null;
      return isUntouchedFrom(buffer, prefix.length, heldBefore(call)) ? null : 'changed-beyond-data';
    },
    explain(expected, observed, call) {
      const isInput = 'code' in call && isInputChanged(observed, call);
      const prefix = isInput
        ? inputAfter(call, observed.buffer)
        : (givenIn(call) ?? expected.buffer ?? new Uint8Array(0));
      const buffer = isInput ? observed.input : observed.buffer;
      if (buffer === null) return { expected: `${prefix.length} bytes of data`, observed: 'no buffer' };
      const compared = expected.restOpen === true ? buffer.subarray(0, prefix.length) : buffer;
      const {
        at,
        expected: wanted,
        observed: found,
        count,
      } = difference(compared, prefix, isInput ? null : heldBefore(call));
      return {
        expected: `byte ${at} is ${wanted}, of ${prefix.length} bytes of data`,
        observed: `byte ${at} is ${found}, ${count} of ${buffer.length} bytes differ`,
      };
    },
  },
  documentation: {
    summary: 'reads give the bytes that the device holds, and no others',
    demands:
      'A read or a control request fills the caller’s buffer with the device’s data and leaves the rest of it alone, where the device reaches that buffer itself only if its model says so; what the caller gives stays as it is.',
    rules: ['M2', 'M3', 'M4', 'R38', 'R43', 'R43d', 'R47'],
    sources: [...MODEL_SOURCES, 'DOC WDD kernel/errors-in-direct-i-o'],
    consequence: 'the caller reads other bytes than the device holds',
    guards: [ALLOWED, 'bytes are compared only where status and Information are right'],
    compared: 'bytes that a call should have given',
    reasons: [
      { code: 'wrong-bytes', meaning: 'other bytes than the device holds' },
      { code: 'not-transferred', meaning: 'the buffer was not touched though a transfer was claimed' },
      { code: 'changed-beyond-data', meaning: 'bytes after the data were changed' },
      { code: 'caller-data-changed', meaning: 'the caller’s own bytes were changed' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'wrong-bytes',
      { op: 'write', length: 2 },
      { op: 'read', offset: '1', length: 1 },
    ),
  },
  evidence: { marks: [], seenBy: 'caller', contents },
};

/** Whether bytes of the input buffer changed that no driver is given the address of: METHOD_NEITHER alone does that. */
function isInputChanged({ input, buffer }: Observation, call: ControlRequestCall): boolean {
  return (
    methodOf(call.code) !== METHOD_NEITHER && input !== null && !sameBytes(input, inputAfter(call, buffer))
  );
}

/** The caller's data as a request may leave them: what of them is in the output too is the output's (R43d). */
function inputAfter({ data: given, output }: ControlRequestCall, buffer: Uint8Array | null): Uint8Array {
  if (output.at === null || buffer === null) return given;
  const bytes = given.slice();
  overlay(bytes, buffer, output.at);
  return bytes;
}

function contents(
  { run }: Recorded,
  { op }: JudgedBreach,
  expected: () => Expected | null,
): readonly Contents[] {
  const call = run.calls[op];
  const observation = run.observations[op];
  if (call !== undefined && 'code' in call && observation !== undefined) {
    const { input } = observation;
    if (input !== null && isInputChanged(observation, call)) {
      const other = inputAfter(call, observation.buffer);
      return [{ what: INPUT_NAME, start: 0, observed: input, other, isExpected: true }];
    }
  }
  if (call !== undefined && givenIn(call) !== null) return unchangedData(run, op);
  const observed = observation?.buffer ?? null;
  const { buffer: prefix, restOpen } = expected() ?? {};
  if (observed === null || prefix === null || prefix === undefined) return [];
  const other = new Uint8Array(Math.max(observed.length, prefix.length)).fill(USER_FILL);
  const before = call === undefined ? null : heldBefore(call);
  if (before !== null) other.set(before);
  if (restOpen === true) other.set(observed);
  other.set(prefix);
  return [{ what: bufferName(call), start: 0, observed, other, isExpected: true }];
}
