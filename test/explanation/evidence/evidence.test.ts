import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { findDefect, findSubject } from '../../../src/subjects/index.ts';
import { failing } from '../../../src/trace/during.ts';
import type { Evidence } from '../../../src/trace/finding/evidence.ts';
import type { BufferSpec } from '../../../src/trace/ops/index.ts';
import { during } from '../../../src/trace/run/where.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, open, read, subjectOf, traceOf, withRoutine, write } from '../../campaign/subjects.ts';
import { article, evidence, texts } from './evidence.setup.ts';

const verbatim = findSubject('article-verbatim');

describe('the timeline', () => {
  it('is the conversation of a buffered read', () => {
    const found = evidence(article, 'buffered', [
      open(),
      write({ length: 2 }),
      read({ length: 5, event: true }),
    ]);
    expect(found.timeline.filter(({ isMarked }) => isMarked)).toEqual([]);
    const reading = { ...found, timeline: found.timeline.filter(({ op }) => op === 2) };
    expect(texts(reading)).toEqual([
      'caller -> io-manager: NtReadFile: handle 0, ByteOffset 0, Length 5, an event',
      'io-manager: an IRP with a SystemBuffer of 5 bytes',
      'io-manager -> driver: IRP_MJ_READ, Length 5, ByteOffset 0',
      'driver: request.userPtr() is an address, its size 5',
      'driver: request.offset() = 0',
      'driver -> io-manager: IoCompleteRequest: STATUS_SUCCESS, Information 2',
      'driver -> io-manager: the dispatch routine returned STATUS_SUCCESS',
      "io-manager -> caller: 2 bytes of the SystemBuffer copied to the caller's buffer",
      'io-manager: the IRP is freed, IoStatus written: STATUS_SUCCESS, Information 2, event set',
      'io-manager -> caller: STATUS_SUCCESS, IoStatus.Information 2, event signaled, file position 0',
    ]);
  });

  it('of a direct write has the MDL and its mapping', () => {
    const found = texts(evidence(article, 'direct', [open(), write({ length: 3, buffer: at(9), key: 16 })]));
    expect(found).toContain('io-manager: an IRP with an MDL, ByteOffset 9, ByteCount 3, its pages locked');
    expect(found).toContain('io-manager -> driver: IRP_MJ_WRITE, Length 3, ByteOffset 0, Key 0x10');
    expect(found).toContain('driver -> io-manager: MmGetSystemAddressForMdlSafe: mapped');
  });

  it('does not tell of DriverEntry, nor of unloading where that is not what it is about', () => {
    const found = evidence(article, 'direct', [open()]);
    expect(found.timeline[0]?.text).toMatch(/^NtCreateFile/);
    expect(texts(found).join()).not.toMatch(/IoCreateDevice|DriverUnload/);
  });

  it('tells of DriverEntry where nothing else happened', () => {
    const driver = {
      driverEntry: (...[ddi]: Parameters<(typeof article)['driver']['driverEntry']>) =>
        ddi.KeBugCheckEx(0xdead, 0, 0, 0, 0),
    };
    const key = { property: 'contract/completed-or-pending', reason: 'bug-check-0xdead' };
    const { timeline, buffer } = evidence(subjectOf(driver), 'direct', [open()], key);
    expect(timeline.map(({ text, isMarked }) => [text, isMarked])).toEqual([
      ['KeBugCheckEx', false],
      ['bug check 0xDEAD: raised by the driver', true],
    ]);
    expect(buffer).toBeNull();
  });

  it('has what a driver prints', () => {
    const driver = withRoutine(3, (ddi, original) => (device, irp) => {
      ddi.DbgPrint('reading');
      return original(device, irp);
    });
    expect(texts(evidence(subjectOf(driver), 'buffered', [open(), read({ length: 1 })]))).toContain(
      'driver: DbgPrint: reading',
    );
  });

  it('of a faulty mapping says that it was NULL', () => {
    const key = { property: 'contract/survives-faults', reason: 'bug-check-0x3b' };
    const ops = [open(), write({ length: 4, during: failing('system-mapping') })];
    const { timeline, buffer } = evidence(verbatim, 'direct', ops, key);
    expect(timeline.map(({ text }) => text)).toContain('MmGetSystemAddressForMdlSafe: NULL, the fault');
    expect(timeline.at(-1)).toMatchObject({ actor: 'io-manager', isMarked: true });
    expect(buffer).toMatchObject({ irp: { lengthBytes: 4, delivery: 'mdl' }, mapped: false });
  });
});

describe('the buffer', () => {
  const key = { property: 'metamorphic/alignment', reason: 'status' };
  const ofWrite = (buffer: BufferSpec, parts: Partial<Trace> = {}): Evidence['buffer'] => {
    const ops = [open(), write({ length: 8000, buffer }), write({ length: 8000, buffer, offset: '1' })];
    const runner = new CaseRunner(article);
    const breach = {
      ...key,
      severity: 'error',
      op: 1,
      expected: '',
      observed: '',
      where: during(1),
    } as const;
    return explain(runner, traceOf('direct', ops, parts), breach).evidence.buffer;
  };

  it('has its frames in the order of its pages', () => {
    const machine = { fragmentation: 'reversed', frameSeed: 0 } as const;
    const reversed = { setting: settingOf('direct', { machine }) };
    expect(ofWrite(at(2748), reversed)).toEqual({
      pageOffset: 2748,
      lengthBytes: 8000,
      memory: 'read-write',
      shared: false,
      frames: [3, 2, 1],
      irp: { lengthBytes: 8000, delivery: 'mdl' },
      mapped: true,
      offending: [],
    });
  });

  it('that is mapped twice says so', () => {
    expect(ofWrite({ ...at(0), shared: true })).toMatchObject({ shared: true, frames: [1, 2] });
  });
});

describe('the bytes that are wrong', () => {
  it.each<[string, { from: number; to: number }[]]>([
    // Beyond a SystemBuffer of one byte.
    ['copies-all', [{ from: 1, to: 2 }]],
    ['double-fetch', [{ from: 0, to: 1 }]],
    ['overclaim', [{ from: 0, to: 1 }]],
    ['read-source-not-advanced', [{ from: 0, to: 1 }]],
    ['frames-in-a-row', [{ from: 1, to: 2 }]],
  ])('of %s', (id, offending) => {
    const defect = findDefect(id);
    if (defect === undefined) throw new Error('no such defect');
    const { subject, minimal } = defect;
    const { mode } = minimal.setting;
    expect(evidence(subject, mode, minimal.ops, defect).buffer?.offending).toEqual(offending);
  });

  it('of a reading of memory that nobody wrote are those of both runs', () => {
    const { bytes } = evidence(
      findSubject('defects/claims-whole-buffer'),
      'buffered',
      [open(), read({ length: 2 })],
      { property: 'contract/no-disclosure', reason: 'stale-bytes' },
    );
    expect(bytes).toEqual([
      {
        what: "the caller's buffer after the read",
        from: 0,
        expected: null,
        observed: 'fafa',
        totalBytes: 2,
      },
      {
        what: "the caller's buffer after the read, with other bytes in memory that nobody wrote",
        from: 0,
        expected: null,
        observed: 'fdfd',
        totalBytes: 2,
      },
    ]);
  });
});

describe('the bytes around a buffer', () => {
  it('that a driver changed are named by their places', () => {
    const driver = withRoutine(3, (ddi, original) => (device, irp) => {
      const mdl = ddi.memory.readPointer(((irp + 8) | 0) as typeof irp);
      const address = ddi.MmGetSystemAddressForMdlSafe(mdl, 0);
      ddi.memory.writeU8(((address - 2) | 0) as typeof irp, 0x41);
      ddi.memory.writeU8(((address + 4 + 1) | 0) as typeof irp, 0x42);
      return original(device, irp);
    });
    const key = { property: 'contract/in-bounds', reason: 'user-surroundings-in-IRP_MJ_READ' };
    const found = evidence(subjectOf(driver), 'direct', [open(), read({ length: 4, buffer: at(32) })], key);
    expect(found.buffer?.offending).toEqual([
      { from: -2, to: -1 },
      { from: 5, to: 6 },
    ]);
    expect(found.bytes).toEqual([
      {
        what: "the caller's memory before its buffer",
        from: -2,
        expected: 'f9',
        observed: '41',
        totalBytes: 1,
      },
      {
        what: "the caller's memory behind its buffer",
        from: 5,
        expected: 'f9',
        observed: '42',
        totalBytes: 1,
      },
    ]);
    expect(texts(found).at(-1)).toBe('caller: finds 2 bytes changed around its buffer');
    expect(found.timeline.at(-1)?.isMarked).toBe(true);
  });

  it('that the I/O manager copied for a driver that claims too much are told too', () => {
    const key = { property: 'contract/information-bounded', reason: 'exceeds-length' };
    const found = evidence(
      findSubject('overclaim-verbatim'),
      'buffered',
      [open(), write({ length: 9 }), read({ length: 2 })],
      key,
    );
    expect(found.buffer?.offending[0]?.from).toBe(2);
    expect(found.timeline.find(({ isMarked }) => isMarked)?.text).toMatch(
      /^IoCompleteRequest: STATUS_SUCCESS/,
    );
  });
});
