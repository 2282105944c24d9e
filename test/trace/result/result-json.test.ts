import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../../src/report/json.ts';
import { NO_EVIDENCE } from '../../../src/trace/finding/evidence.ts';
import { parseResult } from '../../../src/trace/result/result-json.ts';
import { failed, finding, result } from '../../report/results.ts';
import { messageOf, TEXT } from './result-json.setup.ts';

const json = (fields: object): string => JSON.stringify({ ...failed(), ...fields });
const withFinding = (fields: object): string => json({ findings: [{ ...finding(), ...fields }] });

describe('a result in JSON', () => {
  it('is read as it was written, a byte order mark or not', () => {
    expect(parseResult(TEXT)).toEqual(failed());
    expect(parseResult(`\ufeff${jsonReport(result())}`)).toEqual(result());
  });

  it.each<[string, string, string]>([
    ['empty text', '', 'result: expected a JSON object, found empty text'],
    ['no JSON', 'hello', 'result: expected a JSON object, found text that is not JSON'],
    [
      'a truncated result',
      TEXT.slice(0, -20),
      'result: expected a JSON object, found text that ends early (is the file complete?)',
    ],
    ['an array', '[]', 'result: expected an object, found an array'],
    [
      'a trace',
      JSON.stringify(finding().trace),
      'format: expected "irpresult/2", the only version this irpcheck reads, found "irptrace/2"',
    ],
    [
      'a later version',
      json({ format: 'irpresult/1' }),
      'format: expected "irpresult/2", the only version this irpcheck reads: run the campaign again to have it, found "irpresult/1"',
    ],
    ['an unknown field', json({ speed: 1 }), 'speed: unknown field'],
    [
      'a count that is missing',
      json({ cases: undefined }),
      'cases: expected a whole number from 0 to 9007199254740991, found nothing',
    ],
    [
      'an operation kind that is missing',
      json({ opKinds: { ...failed().opKinds, flush: undefined } }),
      'opKinds.flush: expected a whole number from 0 to 9007199254740991, found nothing',
    ],
    [
      'a conclusion that is none',
      json({ conclusion: 'fine' }),
      'conclusion: expected "conforms", "findings", "unsupported", "insufficient-coverage", "interrupted" or "out-of-time", found "fine"',
    ],
    [
      'a refused operation that has no such name',
      json({
        refused: {
          cases: 1,
          traces: 0,
          first: { caseIndex: 0, op: 1, operation: 'read now', major: 'IRP_MJ_READ', variant: null },
        },
      }),
      'refused.first.operation: expected a name of letters, digits, "_" and "-", found "read now"',
    ],
    ['findings that are none', json({ findings: {} }), 'findings: expected an array, found an object'],
    ['a finding with an unknown field', withFinding({ blame: 'me' }), 'findings[0].blame: unknown field'],
    [
      'a property that is none',
      withFinding({ property: 'status' }),
      'findings[0].property: expected a property id such as "model/status", found "status"',
    ],
    [
      'long text',
      withFinding({ observed: 'x'.repeat(65_537) }),
      `findings[0].observed: expected text of 0 to 65536 characters, found "${'x'.repeat(40)}…"`,
    ],
    [
      'a trace that is wrong',
      withFinding({ trace: { ...finding().trace, ops: [{ op: 'scribble' }] } }),
      'findings[0].trace.ops[0].op: expected "open", "read", "write", "flush", "set-position", "query-position", "duplicate", "close", "control", "fs-control", "CreateFile", "ReadFile", "WriteFile", "SetFilePointerEx", "FlushFileBuffers", "DeviceIoControl", "CloseHandle", "File::open", "File::read", "File::read_to_end", "File::write" or "File::write_all", found "scribble"',
    ],
    [
      'bytes that are not hexadecimal',
      withFinding({
        evidence: {
          ...NO_EVIDENCE,
          bytes: [{ what: '', from: 0, expected: null, observed: 'XY', totalBytes: 1 }],
        },
      }),
      'findings[0].evidence.bytes[0].observed: expected lower-case hexadecimal digits for at most 256 bytes, found "XY"',
    ],
    [
      'a fact of a kind that is none',
      withFinding({ evidence: { ...NO_EVIDENCE, facts: [{ kind: 'ddi', request: null, detail: {} }] } }),
      'findings[0].evidence.facts[0].kind: expected "request.offset", "request.userPtr", "complete", "returned", "violation", "userPtr" or "bug-check", found "ddi"',
    ],
    [
      'a fact with what another kind has',
      withFinding({
        evidence: {
          ...NO_EVIDENCE,
          facts: [{ kind: 'returned', request: 1, detail: { status: 0, information: 1 } }],
        },
      }),
      'findings[0].evidence.facts[0].detail.information: unknown field',
    ],
    [
      'a moment that is none',
      json({ timing: { startedAt: 'today', elapsedMs: 1, workers: 1, shards: 1 } }),
      'timing.startedAt: expected a moment in UTC such as "2026-01-31T12:00:00.000Z", found "today"',
    ],
    [
      'Information that is negative',
      withFinding({
        evidence: {
          ...NO_EVIDENCE,
          observed: [{ ending: 'returned', status: 0, iosbWritten: true, information: -1 }],
        },
      }),
      'findings[0].evidence.observed[0].information: expected a whole number that is not negative, found -1',
    ],
  ])('%s', (_what, text, message) => {
    expect(messageOf(text)).toBe(message);
  });
});
