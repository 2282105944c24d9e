import { describe, expect, it } from 'vitest';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { AT, changedFile, driverFile, TEXT } from './driver.setup.ts';
import { setU32 } from './image.setup.ts';

const DANS = 0x536e6144;
const RICH = 0x68636952;

/** Writes a Rich header with the ids of tools. */
function rich(file: Uint8Array, ids: readonly number[], mark = DANS): void {
  const key = 0x12345678;
  const words = [mark, 0, 0, 0, ...ids.flatMap((id) => [id, 1])].map((word) => (word ^ key) >>> 0);
  for (const [index, word] of [...words, RICH, key].entries()) setU32(file, 0x80 + 4 * index, word);
}

const compilerOf = (file: Uint8Array): string | null => parseImage(file).compiler;
const withText = (rva: number, text: string): Uint8Array =>
  driverFile({ edit: (memory) => memory.text(rva, text) });

describe('the compiler', () => {
  it('is not known where nothing shows it', () => {
    expect(compilerOf(driverFile())).toBe(null);
  });

  it("is Microsoft's where its linker leaves a Rich header; the highest build is told", () => {
    expect(compilerOf(changedFile((file) => rich(file, [0x01047530, 0x01017536, 0x00930001])))).toBe(
      'Microsoft, build 30006',
    );
  });

  it('is not known by a damaged Rich header', () => {
    expect(compilerOf(changedFile((file) => rich(file, [0x01047530], 5)))).toBe(null);
  });

  it.each([
    ['GCC: (GNU) 12.2.0', 'GCC (GNU) 12.2.0'],
    ['clang version 14.0.6', 'clang version 14.0.6'],
    ['GCGCC: (GNU) 9', 'GCC (GNU) 9'],
    ['/rustc/abc/library/core/src/panicking.rs', 'rustc'],
    ['GCC: (GNU) 12\u001b[2J', 'GCC (GNU) 12'],
  ])('leaves %j in data', (text, compiler) => {
    expect(compilerOf(withText(AT.ident, text))).toBe(compiler);
  });

  it('is not told by code', () => {
    expect(compilerOf(withText(TEXT + 0xd0, 'GCC: (GNU) 12.2.0'))).toBe(null);
  });
});
