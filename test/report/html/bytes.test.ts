import { describe, expect, it } from 'vitest';
import { bytesTables } from '../../../src/report/html/bytes.ts';
import type { BytesEvidence } from '../../../src/trace/finding/evidence.ts';
import { parsed, textOf, withTag } from './dom.ts';

function table(parts: Partial<BytesEvidence>) {
  const evidence = { what: 'the buffer', from: 0, expected: null, observed: '', totalBytes: 4, ...parts };
  return parsed(bytesTables([evidence])?.markup ?? '');
}

const rowsOf = (page: ReturnType<typeof table>) => {
  const [, ...rows] = withTag(page, 'tr');
  return rows.map((row) =>
    [...withTag(row, 'th'), ...withTag(row, 'td')].map(textOf).filter((text) => text !== ''),
  );
};

describe('bytesTables', () => {
  it('is nothing without bytes', () => {
    expect(bytesTables([])).toBeNull();
  });

  it('marks the bytes that differ, in hexadecimal and in ASCII', () => {
    const page = table({ expected: '41424344', observed: '41004445' });
    expect(rowsOf(page)).toEqual([
      ['+0000', 'expected', '41', '42', '43', '44', 'ABCD'],
      ['observed', '41', '00', '44', '45', 'A·DE'],
    ]);
    expect(withTag(page, 'mark').map(textOf)).toEqual([
      '42',
      '43',
      '44',
      'B',
      'C',
      'D',
      '00',
      '44',
      '45',
      '·',
      'D',
      'E',
    ]);
    expect(withTag(page, 'caption').map(textOf)).toEqual(['the buffer 4 bytes; 3 bytes differ']);
  });

  it('marks bytes that are there on one side alone', () => {
    const page = table({ expected: '4142', observed: '41', from: -16 });
    expect(rowsOf(page)).toEqual([
      ['−0010', 'expected', '41', '42', 'AB'],
      ['observed', '41', 'A'],
    ]);
    expect(textOf(page)).toContain('1 byte differs');
  });

  it('leaves out equal rows but for those next to one that differs', () => {
    const same = '00'.repeat(160);
    const page = table({
      expected: same,
      observed: `${'00'.repeat(80)}ff${'00'.repeat(79)}`,
      totalBytes: 9000,
    });
    expect(rowsOf(page).map(([first, second]) => `${first} ${second ?? ''}`)).toEqual([
      '4 rows of 16 bytes not shown ',
      '+0040 equal',
      '+0050 expected',
      expect.stringMatching(/^observed/),
      '+0060 equal',
      '3 rows of 16 bytes not shown ',
    ]);
    expect(textOf(page)).toContain('160 of 9,000 bytes; 1 byte differs');
  });

  it('shows bytes of which nothing is expected', () => {
    const page = table({ observed: '41'.repeat(17), totalBytes: 17 });
    expect(rowsOf(page).map(([, kind]) => kind)).toEqual(['observed', 'observed']);
    expect(textOf(page)).toContain('nothing definite is expected');
  });

  it('reads what is hexadecimal of a text that is not', () => {
    expect(rowsOf(table({ observed: '41zz42' }))).toEqual([['+0000', 'observed', '41', 'A']]);
  });
});
