import { describe, expect, it } from 'vitest';
import { dialectOf, modeOf, profileOf, traceOf, withHints } from '../../src/execution/generation.ts';
import { RELATIONS } from '../../src/properties/registry.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { failing, NOTHING } from '../../src/trace/during.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { VIEWS } from '../../src/trace/ops/view.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { BUFFERING_MODES, DEFAULT_DIALECT, PLAIN_MACHINE, TRACE_FORMAT } from '../../src/trace/trace.ts';

describe('profileOf', () => {
  it('names the device in every way, in other letters, below it, and what is missing', () => {
    const { names } = profileOf(findSubject('article'));
    expect(names).toEqual([
      null,
      '\\Device\\Example',
      '\\??\\Example',
      '\\DosDevices\\Example',
      '\\??\\EXAMPLE',
      '\\??\\Example\\sub',
      '\\??\\ExampleMissing',
      '\\Nowhere\\Example',
    ]);
  });

  it('in the Win32 view: the ways to write a device’s name, and names that lead nowhere', () => {
    const { view, names } = profileOf(findSubject('article'), 'win32');
    expect(view).toBe('win32');
    expect(names).toEqual([
      null,
      '\\\\.\\Example',
      '\\\\?\\Example',
      '\\??\\EXAMPLE',
      '\\\\.\\Example\\sub',
      '\\\\.\\ExampleMissing',
      '\\??\\Nowhere\\Example',
      '',
      'Example',
      'C:\\Example',
      '\\Device\\Example',
    ]);
  });

  it('takes the subject’s own names', () => {
    const subject = { ...findSubject('article'), deviceNames: ['\\Device\\Mine'], openName: '\\??\\Mine' };
    expect(profileOf(subject).names).toEqual([
      null,
      '\\Device\\Mine',
      '\\??\\MINE',
      '\\??\\Mine\\sub',
      '\\??\\MineMissing',
      '\\Nowhere\\Example',
    ]);
  });

  it('has the names of other devices, links alone in the Win32 view', () => {
    const otherNames = ['\\??\\Second', '\\Device\\Second'];
    const subject = { ...findSubject('article'), otherNames };
    expect(profileOf(subject).otherNames).toEqual(otherNames);
    const { names, otherNames: ofPrograms } = profileOf(subject, 'win32');
    expect(names.at(-1)).toBe('\\\\.\\Second');
    expect(ofPrograms).toEqual([]);
  });

  it('passes on records, faults and exclusiveness', () => {
    expect(profileOf(findSubject('record-verbatim'))).toMatchObject({ recordKeys: true, faults: false });
    expect(profileOf(findSubject('article-exclusive'))).toMatchObject({
      recordKeys: false,
      faults: true,
      exclusive: true,
    });
  });

  it('passes on the control codes of the subject, in each view', () => {
    const codes = profileOf(findSubject('controls')).controls.map(({ code }) => code);
    expect(codes).toEqual([0x222400, 0x22a405, 0x22640a, 0x22240f]);
    expect(profileOf(findSubject('controls'), 'win32').controls.map(({ code }) => code)).toEqual(codes);
    expect(profileOf(findSubject('article'), 'win32').controls).toEqual([]);
  });

  it('passes on whether data are what drivers may trust: for the one with structures, in each view', () => {
    for (const view of VIEWS) {
      expect(profileOf(findSubject('structures'), view).payloads).toBe(true);
      expect(profileOf(findSubject('article'), view).payloads).toBe(false);
    }
  });

  it('passes on the bytes that are named, and their lengths among the numbers', () => {
    const article = findSubject('article');
    const named = withHints(article, { numbers: [4096, 2] });
    const generation = { ...named.generation, namedPayloads: ['4d5a', '7f454c46'] };
    expect(profileOf({ ...named, generation })).toMatchObject({
      namedPayloads: ['4d5a', '7f454c46'],
      numbers: [4096, 2, 4],
    });
    expect(profileOf(article)).toMatchObject({ namedPayloads: [], numbers: [] });
  });

  it('passes on faults, and lengths in front of data', () => {
    expect(profileOf(findSubject('article'))).toMatchObject({ faults: true, lengthPrefixed: false });
    expect(profileOf(findSubject('mailbox'))).toMatchObject({ faults: true, lengthPrefixed: true });
  });
});

describe('the setting of a case', () => {
  it('modes take turns in the order given', () => {
    const modes = ['neither', 'direct'] as const;
    expect([0, 1, 2, 3, 4].map((index) => modeOf(modes, index))).toEqual([
      'neither',
      'direct',
      'neither',
      'direct',
      'neither',
    ]);
    expect(modeOf(['direct'], 12_345)).toBe('direct');
    expect(modeOf([], 1)).toBe('buffered');
  });

  it('a quarter of the cases is lenient about offsets, an eighth has zeroed SystemBuffers, some have both', () => {
    const dialects = Array.from({ length: 16_000 }, (_, index) => dialectOf(index));
    const lenient = dialects.filter(({ strictOffsets }) => !strictOffsets);
    const zeroed = dialects.filter(({ systemBuffer }) => systemBuffer === 'zeroed');
    expect(lenient.length).toBeCloseTo(4000, -2);
    expect(zeroed.length).toBeCloseTo(2000, -2);
    expect(zeroed.filter(({ strictOffsets }) => !strictOffsets).length).toBeCloseTo(500, -2);
    expect(dialects).toContainEqual(DEFAULT_DIALECT);
  });

  it.each([1, 2, 3])('with %d modes, every mode and relation meets both dialects', (modeCount) => {
    const inTurns = RELATIONS.filter(({ due }) => due === undefined).length;
    const modes = BUFFERING_MODES.slice(0, modeCount);
    const met = new Set<string>();
    for (let index = 0; index < 1200; index += 1) {
      const relation = Math.floor(index / modeCount) % inTurns;
      met.add(`${modeOf(modes, index)} ${relation} ${dialectOf(index).systemBuffer}`);
    }
    expect(met.size).toBe(modeCount * inTurns * 2);
  });

  it('a trace says where it came from', () => {
    const load = failing('device-creation');
    const generated = { machine: PLAIN_MACHINE, load, unload: NOTHING, ops: [canonicalOp('open')] };
    expect(traceOf('mine', 'direct', generated, 7, 12)).toEqual({
      format: TRACE_FORMAT,
      subject: 'mine',
      setting: settingOf('direct', { dialect: dialectOf(12), load }),
      ops: [canonicalOp('open')],
      seed: { seed: 7, caseIndex: 12 },
    });
  });
});
