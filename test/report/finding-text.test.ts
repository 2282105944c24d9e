import { describe, expect, it } from 'vitest';
import { findingText } from '../../src/report/finding-text.ts';
import { failing } from '../../src/trace/during.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import { type Finding, NO_RELEVANCE } from '../../src/trace/finding/finding.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { finding, OPEN_NAME, unalignedWrite } from './results.ts';

const options = { colour: false, openName: OPEN_NAME };

describe('findingText', () => {
  it('tells the setting where it is not plain', () => {
    const trace = unalignedWrite({
      setting: settingOf('direct', {
        dialect: { systemBuffer: 'zeroed', strictOffsets: false },
        machine: { fragmentation: 'scattered', frameSeed: 3 },
        stack: ['skip'],
        conditions: { poison: 'other', refetched: 'zeros' },
        load: [{ at: { point: 'pool-allocation', nth: 2 }, do: 'fail' }],
        unload: failing('irp-allocation', 'system-mapping'),
      }),
    });
    expect(findingText(finding({ trace }), options).slice(1, 8)).toEqual([
      '  machine: buffers on scattered frames (frame seed 3)',
      '  dialect: zeroed SystemBuffer, lenient offsets',
      '  stack: below a filter that passes IRPs on (skip)',
      '  conditions: other bytes in memory that nobody wrote',
      '  conditions: bytes fetched a second time are zeros',
      '  load: fault pool-allocation (nth 2)',
      '  unload: fault irp-allocation, fault system-mapping',
    ]);
  });

  it('tells why a baseline accepts it, on a line of its own', () => {
    const [heading, line] = findingText(finding({ known: true, note: 'issue 5\nline' }), options);
    expect(heading).toMatch(/^KNOWN model\/status /);
    expect(line).toBe('  Known: issue 5\\u000aline');
  });

  it('gives a frame seed only to scattered frames', () => {
    const trace = unalignedWrite({
      setting: settingOf('direct', { machine: { fragmentation: 'reversed', frameSeed: 3 } }),
    });
    expect(findingText(finding({ trace }), options)[1]).toBe('  machine: buffers on reversed frames');
  });

  it('leaves out what is not there', () => {
    const bare = finding({
      evidence: NO_EVIDENCE,
      consequence: '',
      trace: unalignedWrite({ seed: null }),
      original: unalignedWrite({ seed: null }),
      relevance: NO_RELEVANCE,
    });
    expect(findingText(bare, options)).toEqual([
      'FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS  direct · 2 ops',
      '  1 open  \\??\\Example',
      '  2 write offset 0, 1 byte, buffer page 0 +0x001  expected STATUS_SUCCESS, Information 1',
      `${' '.repeat(50)}observed STATUS_END_OF_FILE`,
    ]);
  });

  it('tells which fields matter, in lines of their own when there are many', () => {
    const fields = Array.from({ length: 9 }, (_, index) => `field number ${index}`);
    const relevance = { matters: fields, doesNotMatter: ['key'], executions: 9 };
    const lines = findingText(finding({ relevance }), options);
    const first = lines.findIndex((line) => line.startsWith('  Matters: field number 0, field number 1,'));
    expect(lines[first + 1]).toMatch(/^ {11}field number \d/);
    expect(lines[first + 2]).toBe('  Does not: key');
  });

  it('names the command that goes on minimizing only where it can', () => {
    const tail = (minimization: Finding['minimization']): string | undefined =>
      findingText(finding({ minimization }), { ...options, tracePath: 'x.json' }).at(-1);
    expect(tail('unfinished')).toBe('  not minimal yet: npx irpcheck minimize x.json');
    expect(tail('complete')).toBe('  replay: npx irpcheck replay x.json');
    expect(tail('none')).toBe('  replay: npx irpcheck replay x.json');
  });

  it('shows a finding of the unload at the end', () => {
    expect(findingText(finding({ op: 9 }), options)).toContain(
      '    end  expected STATUS_SUCCESS, Information 1',
    );
  });
});
