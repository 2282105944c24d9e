import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { findDefect, findSubject } from '../../../src/subjects/index.ts';
import type { Evidence } from '../../../src/trace/finding/evidence.ts';
import type { BufferSpec } from '../../../src/trace/ops/index.ts';
import { during } from '../../../src/trace/run/where.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, open, read, subjectOf, traceOf, withRoutine, write } from '../../campaign/subjects.ts';
import { article, evidence, texts } from './evidence.setup.ts';

describe('the buffer', () => {
  const key = { property: 'metamorphic/alignment', reason: 'status' };
  const runner = new CaseRunner(article);
  const ofWrite = (buffer: BufferSpec, parts: Partial<Trace> = {}): Evidence['buffer'] => {
    const ops = [open(), write({ length: 8000, buffer }), write({ length: 8000, buffer, offset: '1' })];
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

describe('the buffer of a request whose pages a partial MDL maps', () => {
  it('is mapped, as the timeline says', () => {
    const defect = findDefect('partial-unlocked');
    if (defect === undefined) throw new Error('a defect of the catalogue');
    const { minimal, subject } = defect;
    const shown = evidence(subject, minimal.setting.mode, minimal.ops, defect);
    expect(texts(shown).some((text) => text.includes('mapped'))).toBe(true);
    expect(shown.buffer).toMatchObject({ irp: { delivery: 'mdl' }, mapped: true });
  });
});
