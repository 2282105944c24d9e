import { expect, it } from 'vitest';
import { replay } from '../../src/explanation/replay.ts';
import { STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { causeLines } from '../../src/report/cause.ts';
import { pictureLines } from '../../src/report/picture.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { at, on, open, read, traceOf, write } from '../campaign/subjects.ts';

it('a trace that conforms has steps and nothing to explain', () => {
  const trace = traceOf('direct', [
    open(),
    write({ length: 3 }),
    write({ offset: '1' }),
    read({ length: 9 }),
  ]);
  const result = replay(trace, findSubject('article'));
  expect(result).toMatchObject({ trace, breaches: [], remarks: [] });
  expect(result.evidence).toMatchObject({ facts: [], buffer: null });
  expect(result.steps.map(({ status }) => status)).toEqual([
    STATUS_SUCCESS,
    STATUS_SUCCESS,
    STATUS_END_OF_FILE,
    STATUS_SUCCESS,
  ]);
  expect(result.steps.at(-1)).toEqual({
    ending: 'returned',
    status: STATUS_SUCCESS,
    iosbWritten: true,
    information: 3,
  });
});

it('every breach is named, and the first is explained', () => {
  const trace = traceOf('direct', [open(), write({ length: 1, buffer: at(1) })]);
  const result = replay(trace, findSubject('article-verbatim'));
  const { breaches, evidence } = result;
  expect(breaches[0]).toMatchObject({
    property: 'model/status',
    reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
    op: 1,
  });
  expect(breaches.map(({ property }) => property)).toContain('metamorphic/alignment');
  expect(causeLines(result)[0]).toBe('request.offset() = 1; stack ByteOffset = 0');
  expect(pictureLines(evidence)).toEqual([
    'page 0 +0x001, 1 byte ─ MDL ByteOffset 1, ByteCount 1 ─ frames 1',
  ]);
});

it('the recorded finding is the one that is explained', () => {
  const ops = [open(), write({ length: 1, buffer: at(1) }), on('flush')];
  const recorded = { property: 'contract/complete-once', reason: 'completed-twice' };
  const subject = findSubject('article-verbatim');
  expect(causeLines(replay(traceOf('direct', ops), subject, recorded))).toContain(
    'an IRP was completed twice',
  );
  expect(causeLines(replay(traceOf('direct', ops), subject))[0]).toContain('request.offset() = 1');
});
