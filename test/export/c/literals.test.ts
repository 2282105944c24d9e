import { describe, expect, it } from 'vitest';
import {
  CData,
  commentText,
  int64,
  statusText,
  stringLiteral,
  wideLiteral,
  wideUnits,
} from '../../../src/export/c/literals.ts';
import { STATUS_END_OF_FILE } from '../../../src/nt/ntstatus.ts';

describe('C literals', () => {
  it('strings have neither escapes of their own nor trigraphs', () => {
    expect(stringLiteral('a"b\\c')).toBe('"a\\"b\\\\c"');
    expect(stringLiteral('\\??\\Example')).toBe('"\\\\??\\\\Example"');
    expect(stringLiteral('??/ ???= ??')).toBe('"?\\?/ ??\\?= ??"');
  });

  it('comments neither end nor nest', () => {
    expect(commentText('a */ b /* c **/')).toBe('a * / b / * c ** /');
    expect(commentText('/*/')).not.toMatch(/\/\*|\*\//);
  });

  it('64-bit numbers', () => {
    expect([int64(-1n), int64(2n ** 63n - 1n)]).toEqual(['-1LL', '9223372036854775807LL']);
    expect(int64(-(2n ** 63n))).toBe('(-9223372036854775807LL - 1)');
  });

  it('statuses with and without a name', () => {
    expect(statusText(STATUS_END_OF_FILE)).toBe('STATUS_END_OF_FILE');
    expect(statusText(0xc000_1234 | 0)).toBe('(NTSTATUS)0xC0001234');
  });

  it('names', () => {
    expect(wideLiteral('\\Device\\X')).toBe('L"\\\\Device\\\\X"');
    expect([wideLiteral('é'), wideLiteral('x'.repeat(501))]).toEqual([null, null]);
    expect(wideUnits('é😀')).toBe('0x00e9, 0xd83d, 0xde00');
  });

  it('data, long units once', () => {
    const data = new CData();
    const unit = Uint8Array.from({ length: 20 }, (_, at) => at * 7);
    expect(data.member([])).toBe('NO_DATA');
    expect(data.member([{ kind: 'counter', seed: 3, count: 9 }])).toBe('DATA(COUNTER(3, 9))');
    expect(data.member([{ kind: 'repeat', unit: Uint8Array.of(1, 2), count: 2 }])).toBe(
      'DATA(BYTES(0x01, 0x02))',
    );
    expect(data.member([{ kind: 'repeat', unit: Uint8Array.of(0), count: 9 }])).toBe(
      'DATA(REPEAT(((const BYTE[]){ 0x00 }), 9))',
    );
    expect(data.member([{ kind: 'repeat', unit, count: 20 }])).toBe('DATA(REPEAT(bytes_1, 20))');
    expect(data.member([{ kind: 'repeat', unit, count: 40 }])).toBe('DATA(REPEAT(bytes_1, 40))');
    expect(data.definitions[0]).toBe('static const BYTE bytes_1[] = {');
    expect(data.definitions).toHaveLength(4);
  });
});
