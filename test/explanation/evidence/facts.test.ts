import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { evidenceOf } from '../../../src/explanation/evidence/evidence.ts';
import { factsOf } from '../../../src/explanation/evidence/facts.ts';
import { STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { causeLines } from '../../../src/report/cause.ts';
import { pictureLines } from '../../../src/report/picture.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { failing } from '../../../src/trace/during.ts';
import { FACT_KINDS, type Fact } from '../../../src/trace/finding/fact.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import type { EventDetails, EventKind, EventOf, RunEvent } from '../../../src/trace/run/event.ts';
import type { Run } from '../../../src/trace/run/run.ts';
import { during } from '../../../src/trace/run/where.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import type { BufferingMode, Trace } from '../../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../../campaign/subjects.ts';

const runners = new Map<string, CaseRunner>();

/** What a driver does, recorded in full on machines that are made once for each driver. */
function recorded(name: string, trace: Trace): Run {
  const runner = runners.get(name) ?? new CaseRunner(findSubject(name));
  runners.set(name, runner);
  return runner.record(trace);
}

/** What the events of an operation say. */
function explain(
  run: Run,
  op: number,
): { readonly cause: readonly string[]; readonly picture: readonly string[] } {
  const breach = {
    property: 'model/status',
    reason: '',
    severity: 'error',
    op,
    expected: '',
    observed: '',
    where: during(op),
  } as const;
  const context = { model: null, deviceNames: [], exclusive: false };
  const evidence = evidenceOf({ run, variant: null }, breach, context);
  return { cause: causeLines({ evidence, remarks: [] }), picture: pictureLines(evidence) };
}

/** Explains the last of some operations. */
function explained(
  name: string,
  mode: BufferingMode,
  ops: readonly Op[],
  parts: Partial<Trace> = {},
): ReturnType<typeof explain> {
  return explain(recorded(name, traceOf(mode, ops, parts)), ops.length - 1);
}

const pictureOf = (mode: BufferingMode, op: Op, parts: Partial<Trace> = {}): readonly string[] =>
  explained('article', mode, [open(), op], parts).picture;

describe('the cause', () => {
  it('an ordinary transfer: what it was completed with and what was returned', () => {
    expect(explained('article', 'buffered', [open(), write({ length: 3 })]).cause).toEqual([
      'IoCompleteRequest: STATUS_SUCCESS, Information 3',
      'the dispatch routine returned STATUS_SUCCESS',
    ]);
  });

  it('the driver was told another offset than its stack location has', () => {
    expect(
      explained('article-verbatim', 'direct', [open(), write({ length: 1, buffer: at(5) })]).cause,
    ).toEqual([
      'request.offset() = 5; stack ByteOffset = 0',
      'IoCompleteRequest: STATUS_END_OF_FILE, Information 0',
      'the dispatch routine returned STATUS_END_OF_FILE',
    ]);
  });

  it('a NULL mapping with a size, and the bug check that follows', () => {
    const ops = [open(), write({ length: 4, during: failing('system-mapping') })];
    expect(explained('article-verbatim', 'direct', ops).cause).toEqual([
      'request.userPtr() is NULL, its size 4',
      'unhandled exception: STATUS_ACCESS_VIOLATION',
    ]);
  });

  it('a NULL pointer of no bytes is nothing to speak of', () => {
    const { cause } = explained('article', 'direct', [open(), write({ length: 0 })]);
    expect(cause.join()).not.toContain('NULL');
  });

  it('a double completion', () => {
    const { cause, picture } = explained('article-verbatim', 'buffered', [open(), on('flush')]);
    expect(cause.at(0)).toMatch(/^IoCompleteRequest: STATUS_[A-Z_]+, Information 0$/);
    expect(cause.at(-1)).toBe('an IRP was completed twice');
    expect(picture).toEqual([]);
  });

  it('a violation, and a UserPtr that moved more than the size of T', () => {
    const ops = [open(), write({ length: 8, key: 3 })];
    const { cause } = explained('record-verbatim', 'buffered', ops);
    expect(cause).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^bytes beyond a pool block of 3 bytes \(\w+\) were written$/),
      ]),
    );
    expect(cause).toContain('UserPtr.read<T>: size of T is 3, 9 bytes moved');
  });

  it('a UserPtr that moved what it should is not mentioned', () => {
    const ops = [open(), write({ length: 8, key: 3 })];
    expect(explained('record', 'buffered', ops).cause).toEqual([
      'IoCompleteRequest: STATUS_SUCCESS, Information 3',
      'the dispatch routine returned STATUS_SUCCESS',
    ]);
  });

  it('only the operation that is asked for is explained', () => {
    const trace = traceOf('direct', [open(), write({ length: 8 }), write({ length: 4, offset: '1' })]);
    const run = recorded('article', trace);
    expect(explain(run, 1).cause[0]).toBe('IoCompleteRequest: STATUS_SUCCESS, Information 8');
    expect(explain(run, 2).cause[0]).toBe('IoCompleteRequest: STATUS_END_OF_FILE, Information 0');
    expect(explain(run, 9)).toEqual({ cause: [], picture: [] });
    const record = traceOf('buffered', [open(), write({ length: 8, key: 3 })]);
    expect(explain(recorded('record-verbatim', record), 0).cause).toHaveLength(2);
  });
});

describe('the picture', () => {
  it('buffered: a SystemBuffer', () => {
    expect(pictureOf('buffered', write({ length: 7 }))).toEqual([
      'page 0 +0x000, 7 bytes ─ SystemBuffer of 7 ─ frames 1',
    ]);
  });

  it('direct: an MDL with its offset and count, over all frames', () => {
    const op = read({ length: 8000, buffer: at(2748) });
    expect(pictureOf('direct', op)).toEqual([
      'page 0 +0xabc, 8000 bytes ─ MDL ByteOffset 2748, ByteCount 8000 ─ frames 1 2 3',
    ]);
    const machine = { fragmentation: 'reversed', frameSeed: 0 } as const;
    const reversed = { setting: settingOf('direct', { machine }) };
    expect(pictureOf('direct', op, reversed)[0]).toMatch(/ ─ frames 3 2 1$/);
  });

  it('neither: the UserBuffer alone', () => {
    expect(pictureOf('neither', write({ length: 1 }))).toEqual([
      'page 0 +0x000, 1 byte ─ UserBuffer alone ─ frames 1',
    ]);
  });

  it('a length of zero has no buffer in the IRP', () => {
    expect(pictureOf('direct', write({ length: 0, buffer: at(16) }))).toEqual([
      'page 0 +0x010, 0 bytes ─ neither SystemBuffer nor MDL ─ frames 1',
    ]);
  });

  it('an address without memory has no frames', () => {
    const buffer = { ...at(0), memory: 'null' } as const;
    expect(pictureOf('neither', read({ length: 0, buffer }))).toEqual([
      'page 0 +0x000, 0 bytes ─ neither SystemBuffer nor MDL',
    ]);
  });

  it('a request that never reached the driver has none', () => {
    expect(pictureOf('direct', write({ length: 4, handle: 'none' }))).toEqual([]);
    expect(pictureOf('direct', on('close'))).toEqual([]);
  });
});

describe('the facts', () => {
  const factsAt = (name: string, mode: BufferingMode, ops: readonly Op[]): readonly Fact[] => {
    const { events } = recorded(name, traceOf(mode, ops));
    return factsOf(events.filter(({ op }) => op === ops.length - 1));
  };
  const eventOf = <Kind extends EventKind>(kind: Kind, detail: EventDetails[Kind]) =>
    ({ ...during(0), context: 'caller', kind, detail }) as EventOf<Kind> as RunEvent;

  it('are data, each with the request that it is about', () => {
    const ops = [open(), write({ length: 1, buffer: at(5) })];
    expect(factsAt('article-verbatim', 'direct', ops)).toEqual([
      { kind: 'request.offset', request: 1, detail: { offset: '5', byteOffset: '0' } },
      { kind: 'complete', request: 1, detail: { status: STATUS_END_OF_FILE, information: 0 } },
      { kind: 'returned', request: 1, detail: { status: STATUS_END_OF_FILE } },
    ]);
  });

  it('are in the order of their kinds', () => {
    const kinds = factsAt('record-verbatim', 'buffered', [open(), write({ length: 8, key: 3 })]).map(
      ({ kind }) => kind,
    );
    expect(new Set(kinds).size).toBeGreaterThan(2);
    expect(kinds).toEqual(
      kinds.toSorted((left, right) => FACT_KINDS.indexOf(left) - FACT_KINDS.indexOf(right)),
    );
  });

  it('are said once, of the first return only', () => {
    const used = eventOf('userPtr', { method: 'read', sizeBytes: 3, status: 0, movedBytes: 9 });
    const returned = [STATUS_SUCCESS, STATUS_END_OF_FILE].map((status) =>
      eventOf('returned', { status, completions: 1, pendingMarked: false, level: 0 }),
    );
    expect(factsOf([used, ...returned, used])).toEqual([
      { kind: 'returned', request: null, detail: { status: STATUS_SUCCESS } },
      { kind: 'userPtr', request: null, detail: { method: 'read', sizeBytes: 3, movedBytes: 9 } },
    ]);
  });

  it('are none where a driver reports what is no number', () => {
    const used = (sizeBytes: number) =>
      eventOf('userPtr', { method: 'write', sizeBytes, status: 0, movedBytes: 0 });
    expect(factsOf([used(Number.NaN), used(0.5), used(4)])).toMatchObject([{ detail: { sizeBytes: 4 } }]);
  });
});
