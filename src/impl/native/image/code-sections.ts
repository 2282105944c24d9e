import type { CodeDecoder, DecodedInstruction, Decoder } from '../decode/decoder.ts';
import type { DriverImage } from './driver-image.ts';
import { MAX_LOOKED_AT_IN_ALL } from './limits.ts';
import type { Section } from './sections.ts';

/** Instructions that are looked at to tell code from data. */
const MAX_LOOKED_AT = 32;

interface Code {
  readonly section: Section;
  readonly bytes: Uint8Array;
  readonly decoder: CodeDecoder;
  /** A bit for each byte: whether an instruction that begins there was visited. */
  readonly visited: Uint8Array;
  /** The same for addresses that were looked at. */
  readonly lookedAt: Uint8Array;
}

/** Sets the bit of an offset; whether it was not set before. */
function setBit(bits: Uint8Array, offset: number): boolean {
  const byte = bits[offset >>> 3] ?? 0;
  const bit = 1 << (offset & 7);
  bits[offset >>> 3] = byte | bit;
  return (byte & bit) === 0;
}

/** The executable sections of an image, and which of their instructions were visited. */
export class CodeSections {
  readonly #code: readonly Code[];
  #looksLeft = MAX_LOOKED_AT_IN_ALL;

  constructor({ sections, reader }: DriverImage, decoder: Decoder) {
    this.#code = sections
      .filter(({ executable }) => executable)
      .map((section) => {
        const bytes = reader.fileBytesOf(section).subarray(0, section.sizeBytes);
        return {
          section,
          bytes,
          decoder: decoder.open(bytes, section.rva),
          visited: new Uint8Array(Math.ceil(bytes.byteLength / 8)),
          lookedAt: new Uint8Array(Math.ceil(bytes.byteLength / 8)),
        };
      });
  }

  close(): void {
    for (const { decoder } of this.#code) decoder.close();
  }

  /** The instruction at an RVA, the first time that it is visited; null afterwards, and where there is none. */
  visit(rva: number): DecodedInstruction | null {
    const code = this.#at(rva);
    if (code === undefined) return null;
    return setBit(code.visited, rva - code.section.rva) ? code.decoder.decode(rva) : null;
  }

  /**
   * Whether what is at an address can be code, the first time that it is asked; false afterwards. Code is instructions up
   * to the end of a flow: strings next to code are mostly none, and `add [rax],al`, which zeros are, is in no code. Where
   * an image has had more looked at than any driver, whatever it names is taken for code.
   */
  isNewCode(rva: number): boolean {
    const code = this.#at(rva);
    if (code === undefined || !setBit(code.lookedAt, rva - code.section.rva)) return false;
    let at = rva;
    for (let count = 0; count < MAX_LOOKED_AT; count += 1) {
      if (this.#looksLeft === 0) return true;
      this.#looksLeft -= 1;
      const offset = at - code.section.rva;
      if (code.bytes[offset] === 0 && code.bytes[offset + 1] === 0) return false;
      const instruction = code.decoder.decode(at);
      if (instruction === null) return false;
      const { flow, targetRva, lengthBytes } = instruction;
      if (targetRva !== null && this.#at(targetRva) === undefined) return false;
      if (flow === 'end' || flow === 'jump' || flow === 'indirect-jump') return true;
      at += lengthBytes;
    }
    return true;
  }

  #at(rva: number): Code | undefined {
    return this.#code.find(
      ({ section, bytes }) => rva >= section.rva && rva < section.rva + bytes.byteLength,
    );
  }
}
