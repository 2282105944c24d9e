import type { PropertyDocumentation } from '../../trace/property-documentation.ts';
import { exampleOf } from './example.ts';

const ALLOWED =
  'an observation is compared with a set: where Windows versions differ or the documentation is silent, every outcome is allowed';
const FOLLOW_UP = 'after a breach the walk ends, so that what follows from it is not accused too';
const OWN_FIELD = 'only where the call succeeds or fails as expected: that is win32/result’s';

/** The properties that compare what a program observes with the reference model of the Win32 view. */
export const WIN32_DOCUMENTATION: readonly PropertyDocumentation[] = [
  {
    id: 'win32/result',
    summary: 'every call of a program succeeds or fails as the model allows',
    demands:
      'Each call of kernel32 and of Rust’s File ends as the device’s model and the rules of the view say: with TRUE, a handle or Ok, or without.',
    rules: ['W1', 'W1a', 'W1b', 'W1d', 'W1e', 'W1f', 'W3a', 'W3b', 'W3c'],
    sources: ['DOC Win32 CreateFileW, ReadFile, WriteFile', 'Rust std::fs::File'],
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
  {
    id: 'win32/last-error',
    summary: 'GetLastError, or the kind of an Err, is one that the model allows',
    demands: 'A call that fails leaves the Win32 error that its NTSTATUS becomes, and an Err has its kind.',
    rules: ['W1', 'W1d', 'W1e', 'W1f', 'W3b'],
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
  {
    id: 'win32/bytes',
    summary: 'a program is told the number of bytes that were transferred',
    demands:
      'The count of ReadFile and WriteFile, and the n of Ok(n), is that of the bytes the device moved.',
    rules: ['W1', 'W1a', 'W1b', 'W3b', 'M2', 'M3'],
    sources: ['DOC Win32 ReadFile, WriteFile', 'Rust std::io::Read, std::io::Write'],
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
  {
    id: 'win32/data',
    summary: 'a program gets the bytes that the device holds, and no others',
    demands: 'What a read places in a buffer, or in a vector, is what the device’s model holds there.',
    rules: ['W3c', 'M2', 'M3'],
    sources: ['DOC Win32 ReadFile', 'Rust std::io::Read'],
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
  {
    id: 'win32/overlapped',
    summary: 'an OVERLAPPED holds the status and the count, and its event is set',
    demands:
      'After a call that was given an OVERLAPPED, Internal and InternalHigh are the status block, and hEvent is as its rules say.',
    rules: ['W1b', 'W1c', 'R49'],
    sources: ['DOC Win32 OVERLAPPED'],
    consequence: 'a program that waits by its OVERLAPPED is told another result, or waits for ever',
    guards: [ALLOWED, OWN_FIELD],
    compared: 'calls that were given an OVERLAPPED',
    reasons: [
      { code: 'Internal-<status>-for-<status>', meaning: 'the first is there, the second expected' },
      { code: 'InternalHigh-too-large', meaning: 'more bytes are claimed than were transferred' },
      { code: 'InternalHigh-too-small', meaning: 'fewer bytes are claimed than were transferred' },
      { code: 'event-signaled', meaning: 'the event is set where it has to be clear' },
      { code: 'event-not-signaled', meaning: 'the event is clear where it has to be set' },
      { code: 'no-overlapped', meaning: 'nothing was observed of it' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'InternalHigh-too-large',
      { op: 'WriteFile', length: 1 },
      { op: 'ReadFile', length: 1, overlapped: '1' },
    ),
  },
  {
    id: 'win32/position',
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
];
