import { icedDecode } from '../../../../src/decoder/iced-instructions.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { CompiledDriver } from '../../../../src/impl/native/processor/compiled-driver.ts';
import { EXECUTE, Memory, makeImage, READ, WRITE } from '../image/image.setup.ts';

export const TEXT = 0x1000;
export const DATA = 0x2000;
const IDATA = 0x3000;

/** The RVA of the slot of an import of a bare image, by its number. */
export const slotOf = (number: number): number => IDATA + 0x100 + 8 * number;

/** An image whose DriverEntry is some code, with imports from the kernel by name. */
function bareImage(code: readonly number[], imports: readonly string[] = []): Uint8Array {
  const memory = new Memory(IDATA + 0x1000);
  memory.u8(TEXT, ...code);
  memory.text(IDATA + 0x40, 'ntoskrnl.exe');
  memory.u32(IDATA, slotOf(0), 0, 0, IDATA + 0x40, slotOf(0));
  for (const [number, name] of imports.entries()) {
    const at = IDATA + 0x200 + 0x40 * number;
    memory.text(at + 2, name);
    memory.u64(slotOf(number), BigInt(at));
  }
  return makeImage({
    memory,
    entryRva: TEXT,
    sections: [
      { name: '.text', rva: TEXT, sizeBytes: 0x800, characteristics: READ | EXECUTE },
      { name: '.data', rva: DATA, sizeBytes: 0x200, characteristics: READ | WRITE },
      { name: '.idata', rva: IDATA, sizeBytes: 0x600, characteristics: READ | WRITE },
    ],
    directories: imports.length === 0 ? {} : { 1: [IDATA, 40] },
  });
}

/** The driver of a bare image. */
export async function bareDriver(
  code: readonly number[],
  imports: readonly string[] = [],
): Promise<CompiledDriver> {
  return new CompiledDriver(parseImage(bareImage(code, imports)), await icedDecode());
}
