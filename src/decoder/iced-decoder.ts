import type * as Iced from 'iced-x86';
import type { CodeDecoder, DecodedInstruction, Decoder, Flow } from '../impl/native/decode/decoder.ts';

const BITS = 64;
/** `int 29h` ends in a bug check. */
const FAST_FAIL = 0x29;
const TABLE_ENTRY_BYTES = 4;

/** An address as a number: one before the image is negative. */
function toRva(address: bigint): number {
  return Number(BigInt.asIntN(64, address));
}

class IcedCode implements CodeDecoder {
  readonly #iced: typeof Iced;
  readonly #decoder: Iced.Decoder;
  readonly #instruction: Iced.Instruction;
  readonly #rva: number;
  readonly #sizeBytes: number;

  constructor(iced: typeof Iced, code: Uint8Array, rva: number) {
    this.#iced = iced;
    this.#decoder = new iced.Decoder(BITS, code, iced.DecoderOptions.None);
    this.#instruction = new iced.Instruction();
    this.#rva = rva;
    this.#sizeBytes = code.byteLength;
  }

  decode(rva: number): DecodedInstruction | null {
    const position = rva - this.#rva;
    if (position < 0 || position >= this.#sizeBytes) return null;
    const instruction = this.#instruction;
    this.#decoder.position = position;
    this.#decoder.ip = BigInt(rva);
    this.#decoder.decodeOut(instruction);
    if (instruction.isInvalid) return null;
    const flow = this.#flow();
    const isDirect = flow === 'call' || flow === 'jump' || flow === 'branch';
    return {
      lengthBytes: instruction.length,
      flow,
      targetRva: isDirect ? toRva(instruction.nearBranchTarget) : null,
      operandRva: instruction.isIpRelMemoryOperand ? toRva(instruction.ipRelMemoryAddress) : null,
      isAddress: instruction.mnemonic === this.#iced.Mnemonic.Lea,
      absolute: this.#absolute(),
      tableRva: this.#tableRva(),
    };
  }

  close(): void {
    this.#instruction.free();
    this.#decoder.free();
  }

  #flow(): Flow {
    const { FlowControl, OpKind, Mnemonic } = this.#iced;
    const instruction = this.#instruction;
    const isNear = instruction.opCount > 0 && instruction.opKind(0) === OpKind.NearBranch64;
    switch (instruction.flowControl) {
      case FlowControl.Call:
        return isNear ? 'call' : 'next';
      case FlowControl.UnconditionalBranch:
        return isNear ? 'jump' : 'end';
      case FlowControl.ConditionalBranch:
        return isNear ? 'branch' : 'end';
      case FlowControl.IndirectBranch:
        return 'indirect-jump';
      case FlowControl.Return:
      case FlowControl.Exception:
        return 'end';
      case FlowControl.Interrupt: {
        const isFastFail = instruction.opCount > 0 && instruction.immediate8 === FAST_FAIL;
        return isFastFail || instruction.mnemonic === Mnemonic.Int3 ? 'end' : 'next';
      }
      default:
        return 'next';
    }
  }

  #absolute(): bigint | null {
    const { OpKind, Register } = this.#iced;
    const instruction = this.#instruction;
    for (let operand = 0; operand < instruction.opCount; operand += 1) {
      const kind = instruction.opKind(operand);
      if (kind === OpKind.Immediate64) return BigInt.asUintN(BITS, instruction.immediate64);
      const isAbsolute = kind === OpKind.Memory && instruction.memoryDisplSize === 8;
      const { memoryBase, memoryIndex } = instruction;
      if (isAbsolute && memoryBase === Register.None && memoryIndex === Register.None) {
        return BigInt.asUintN(BITS, instruction.memoryDisplacement);
      }
    }
    return null;
  }

  #tableRva(): number | null {
    const { Register } = this.#iced;
    const instruction = this.#instruction;
    const { memoryIndexScale, memoryIndex, memoryBase } = instruction;
    if (memoryIndexScale !== TABLE_ENTRY_BYTES || memoryIndex === Register.None) return null;
    return memoryBase === Register.None ? null : toRva(instruction.memoryDisplacement);
  }
}

/** A decoder over iced-x86, which takes a moment to load: it is WebAssembly. */
export async function icedDecoder(): Promise<Decoder> {
  const iced = await import('iced-x86');
  return { open: (code, rva) => new IcedCode(iced, code, rva) };
}
