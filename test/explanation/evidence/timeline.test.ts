import { describe, expect, it } from 'vitest';
import { findSubject } from '../../../src/subjects/index.ts';
import { failing } from '../../../src/trace/during.ts';
import { at, open, read, subjectOf, withRoutine, write } from '../../campaign/subjects.ts';
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
