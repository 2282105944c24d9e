import { expect, it } from 'vitest';
import { causeLines } from '../../src/report/cause.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import type { Fact } from '../../src/trace/finding/fact.ts';

const causeOf = (facts: readonly Fact[], remarks: readonly string[] = []) =>
  causeLines({ evidence: { ...NO_EVIDENCE, facts }, remarks });

it.each<[Fact, string]>([
  [
    { kind: 'request.offset', request: 1, detail: { offset: '-5', byteOffset: '0' } },
    'request.offset() = -5; stack ByteOffset = 0',
  ],
  [
    { kind: 'request.userPtr', request: 1, detail: { readSizeBytes: 0, writeSizeBytes: 4 } },
    'request.userPtr() is NULL, its size 4',
  ],
  [
    { kind: 'complete', request: 1, detail: { status: 0, information: 3 } },
    'IoCompleteRequest: STATUS_SUCCESS, Information 3',
  ],
  [
    { kind: 'returned', request: 1, detail: { status: 0x103 } },
    'the dispatch routine returned STATUS_PENDING',
  ],
  [{ kind: 'violation', request: 1, detail: { kind: 'pool-overrun', detail: 'too far' } }, 'too far'],
  [
    { kind: 'userPtr', request: 1, detail: { method: 'read', sizeBytes: 3, movedBytes: 9 } },
    'UserPtr.read<T>: size of T is 3, 9 bytes moved',
  ],
  [{ kind: 'bug-check', request: null, detail: { code: 0x44, reason: 'twice' } }, 'twice'],
])('a fact is a line: %#', (fact, line) => {
  expect(causeOf([fact])).toEqual([line]);
});

it('what reads the same is said once, and remarks come last', () => {
  const returned = (request: number): Fact => ({ kind: 'returned', request, detail: { status: 0 } });
  expect(causeOf([returned(1), returned(2)], ['a remark'])).toEqual([
    'the dispatch routine returned STATUS_SUCCESS',
    'a remark',
  ]);
});
