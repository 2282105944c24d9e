import { expect, it } from 'vitest';
import { dataText, nameText, stringLiteral } from '../../../src/export/powershell/literals.ts';

it('PowerShell literals', () => {
  expect(stringLiteral("it's $x `n")).toBe("'it''s $x `n'");
  expect(nameText('\\??\\X')).toBe("'\\??\\X'");
  expect(nameText('éa\u2019')).toBe("('' + [char]0x00e9 + 'a' + [char]0x2019)");
  expect(nameText('')).toBe("''");
});

it('PowerShell data', () => {
  expect(dataText([])).toBe("''");
  expect(
    dataText([
      { kind: 'counter', seed: 3, count: 9 },
      { kind: 'repeat', unit: Uint8Array.of(1, 255), count: 2 },
    ]),
  ).toBe("'counter 3 9; repeat 01ff 2'");
});
