import type { ExpectedData } from '../../model/win32/program.ts';
import { exampleOf } from '../example.ts';
import { difference, heldBefore, isUntouchedFrom, startsWith } from '../model/bytes.ts';
import { ALLOWED } from '../model/wording.ts';
import type { Win32Property } from '../property.ts';
import { notJudged, withoutData, withoutKeys, withoutModel } from '../skips.ts';
import { reachOfPrefixes } from './prefixes.ts';
import { sameResult } from './same-result.ts';
import { OWN_FIELD } from './wording.ts';

const PROPERTY = 'win32/data';

/** The bytes a program gets: those of a buffer with what follows them, or a vector’s. Compared: bytes. */
export const data: Win32Property = {
  id: PROPERTY,
  views: ['win32'],
  unit: 'bytes',
  skipped: (setting) => withoutKeys(setting) ?? withoutModel(setting) ?? withoutData(setting),
  noteOf: notJudged,
  field: {
    property: PROPERTY,
    // Fill that stayed as it was is compared too, but is nothing of substance.
    compared(outcome, observed) {
      const { data: expected } = outcome;
      const { data: found } = observed;
      if (!expected || found === null || !sameResult(outcome, observed)) return 0;
      return expected.holds === 'repeated' ? found.length : expected.bytes.length;
    },
    isLeft: ({ data: left }) => left !== null,
    mismatch(outcome, observed, call) {
      const { data: expected } = outcome;
      const { data: found } = observed;
      if (!expected || !sameResult(outcome, observed)) return null;
      if (found === null) return 'no-data';
      return mismatchOf(expected, found, heldBefore(call));
    },
    explain({ data: expected }, { data: found }, call) {
      const bytes = expected?.bytes ?? new Uint8Array(0);
      if (found === null) return { expected: `${bytes.length} bytes of data`, observed: 'no data' };
      if (expected?.holds === 'repeated') {
        return {
          expected: `the start of ${bytes.length} bytes of data, again and again`,
          observed: `${found.length} bytes, so up to byte ${reachOfPrefixes(found, bytes)}`,
        };
      }
      const compared = expected?.holds === 'start' ? found.subarray(0, bytes.length) : found;
      const { at, expected: wanted, observed, count } = difference(compared, bytes, heldBefore(call));
      return {
        expected: `byte ${at} is ${wanted}, of ${bytes.length} bytes of data`,
        observed: `byte ${at} is ${observed}, ${count} of ${found.length} bytes differ`,
      };
    },
  },
  documentation: {
    summary: 'a program gets the bytes that the device holds, and no others',
    demands:
      'What a read places in a buffer, or in a vector, and a control request in its output, is what the device’s model holds there.',
    rules: ['W1g', 'W3c', 'R43', 'R43d', 'M2', 'M3'],
    sources: ['DOC Win32 ReadFile, DeviceIoControl', 'Rust std::io::Read'],
    consequence: 'a program gets other bytes than the device holds',
    guards: [ALLOWED, OWN_FIELD],
    compared: 'bytes',
    reasons: [
      { code: 'wrong-bytes', meaning: 'bytes differ from what the device holds' },
      { code: 'not-transferred', meaning: 'the buffer is as it was' },
      { code: 'changed-beyond-data', meaning: 'bytes of the buffer behind the data changed' },
      { code: 'no-data', meaning: 'there is no readable memory where data should be' },
      { code: 'too-long', meaning: 'a vector holds more than the file has' },
      { code: 'too-short', meaning: 'a vector holds less than the file has' },
      { code: 'nothing-read', meaning: 'a vector is empty where the file is not' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'changed-beyond-data',
      { op: 'WriteFile', length: 1 },
      { op: 'ReadFile', length: 1, overlapped: '1' },
    ),
  },
  evidence: { marks: [], seenBy: 'caller' },
};

/** @param before what the buffer held, null for fill alone */
function mismatchOf(
  { holds, bytes }: ExpectedData,
  found: Uint8Array,
  before: Uint8Array | null,
): string | null {
  switch (holds) {
    case 'buffer':
      if (!startsWith(found, bytes))
        return isUntouchedFrom(found, 0, before) ? 'not-transferred' : 'wrong-bytes';
      return isUntouchedFrom(found, bytes.length, before) ? null : 'changed-beyond-data';
    case 'start':
      return startsWith(found, bytes) ? null : 'wrong-bytes';
    case 'vector':
      if (found.length !== bytes.length) return found.length > bytes.length ? 'too-long' : 'too-short';
      return startsWith(found, bytes) ? null : 'wrong-bytes';
    case 'repeated':
      if (found.length === 0) return 'nothing-read';
      return reachOfPrefixes(found, bytes) === found.length ? null : 'wrong-bytes';
  }
}
