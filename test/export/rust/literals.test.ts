import { expect, it } from 'vitest';
import { nameText, option, RustData, statusText, stringLiteral } from '../../../src/export/rust/literals.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';

it('Rust literals', () => {
  expect(stringLiteral('a"b\\c')).toBe('"a\\"b\\\\c"');
  expect(nameText('\\X')).toBe('Name::Text("\\\\X")');
  expect(nameText('\ud800')).toBe('Name::Units(&[0xd800])');
  expect(statusText(STATUS_SUCCESS)).toBe('STATUS_SUCCESS');
  expect(statusText(0xc000_1234 | 0)).toBe('0xC0001234_u32 as NtStatus');
  expect([option(null), option(-5n)]).toEqual(['None', 'Some(-5)']);
});

it('Rust data, long units once', () => {
  const data = new RustData();
  const unit = Uint8Array.from({ length: 20 }, (_, at) => at * 7);
  expect(data.slice([])).toBe('&[]');
  expect(data.slice([{ kind: 'counter', seed: 3, count: 9 }])).toBe('&[Counter { seed: 3, count: 9 }]');
  expect(data.slice([{ kind: 'repeat', unit: Uint8Array.of(1), count: 2 }])).toBe(
    '&[Repeat { unit: &[0x01], count: 2 }]',
  );
  expect(data.slice([{ kind: 'repeat', unit, count: 20 }])).toBe('&[Repeat { unit: BYTES_1, count: 20 }]');
  expect(data.slice([{ kind: 'repeat', unit, count: 40 }])).toBe('&[Repeat { unit: BYTES_1, count: 40 }]');
  expect(data.definitions).toHaveLength(4);
});
