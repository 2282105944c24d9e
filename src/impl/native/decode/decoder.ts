/**
 * How control leaves an instruction. A call comes back, also one through a register or memory, which is `next` then: where
 * it goes is not known. `end` is a return, or what does not go on.
 */
export type Flow = 'next' | 'call' | 'jump' | 'branch' | 'indirect-jump' | 'end';

/** What following a program's flow needs of an instruction. Addresses are RVAs, and may lie outside of the image. */
export interface DecodedInstruction {
  readonly lengthBytes: number;
  readonly flow: Flow;
  /** Where a direct call, jump or branch leads; null for others. */
  readonly targetRva: number | null;
  /** The address of its RIP-relative operand; null without one. */
  readonly operandRva: number | null;
  /** Whether it only computes that address (`lea`). */
  readonly isAddress: boolean;
  /** A 64-bit immediate or absolute address in it, as linked; null without one. */
  readonly absolute: bigint | null;
  /** The displacement of an operand `[base + index * 4 + displacement]`, as tables of jumps are read; null without one. */
  readonly tableRva: number | null;
}

/** Decodes the code of one section. */
export interface CodeDecoder {
  /** The instruction at an RVA of the section; null where there is none. */
  decode(rva: number): DecodedInstruction | null;
  /** Gives back what it holds. */
  close(): void;
}

/** A decoder of x64 instructions. */
export interface Decoder {
  /** @param rva where the first byte of the code is */
  open(code: Uint8Array, rva: number): CodeDecoder;
}
