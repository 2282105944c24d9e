import type { DecodedInstruction, Decoder } from '../decode/decoder.ts';
import { CodeSections } from './code-sections.ts';
import type { DriverImage } from './driver-image.ts';
import { type JumpTable, jumpTargets } from './jump-table.ts';
import { MAX_FOLLOWED_ENTRIES } from './limits.ts';
import { scopeTargets } from './scope-table.ts';
import type { RuntimeFunction } from './unwind.ts';

/** How far a jump through a table may lead from where no unwind data says how far its function goes, bytes. */
const NEAR_BYTES = 4_096;

/**
 * Follows the flow of an image from its entry point, each instruction once: calls, jumps and branches; functions whose
 * address is taken, by code or by data, as dispatch routines and callbacks are; tables of jumps; exception handlers.
 */
class Reach {
  readonly #image: DriverImage;
  readonly #code: CodeSections;
  /** Imports by the RVA of their slot. */
  readonly #slots: ReadonlyMap<number, number>;
  readonly #reached: boolean[];
  readonly #pending: number[] = [];
  /** What may be tables of jumps, by the function that refers to them. */
  readonly #tables = new Map<RuntimeFunction | null, JumpTable[]>();
  /** Functions whose handlers were taken. */
  readonly #handled = new Set<RuntimeFunction>();
  #entriesLeft = MAX_FOLLOWED_ENTRIES;

  constructor(image: DriverImage, code: CodeSections) {
    this.#image = image;
    this.#code = code;
    this.#slots = new Map(image.imports.map(({ slotRva }, index) => [slotRva, index]));
    this.#reached = image.imports.map(() => false);
  }

  run(): boolean[] {
    this.#pending.push(this.#image.headers.entryRva);
    this.#takeRelocated();
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#follow(next);
    return this.#reached;
  }

  /** Data that is relocated holds addresses: those of code are of functions, in tables of callbacks for example. */
  #takeRelocated(): void {
    const { reader, relocations } = this.#image;
    for (const rva of relocations.rvas) {
      if (!reader.isExecutable(rva)) this.#takeAbsolute(reader.u64(rva, 'a relocated address'));
    }
  }

  #takeAbsolute(address: bigint): void {
    const { imageBase, sizeOfImage } = this.#image.headers;
    if (address >= imageBase && address < imageBase + BigInt(sizeOfImage)) {
      this.#takeAddress(Number(address - imageBase));
    }
  }

  /** An address that code or data names. */
  #takeAddress(rva: number): void {
    this.#use(rva);
    if (this.#code.isNewCode(rva)) this.#pending.push(rva);
  }

  #use(slotRva: number): void {
    const index = this.#slots.get(slotRva);
    if (index !== undefined) this.#reached[index] = true;
  }

  /** The entry of the exception directory that covers an address. */
  #functionAt(rva: number): RuntimeFunction | null {
    const { functions } = this.#image;
    let low = 0;
    let high = functions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((functions[middle]?.beginRva ?? 0) > rva) high = middle;
      else low = middle + 1;
    }
    const found = functions[low - 1];
    return found !== undefined && rva < found.endRva ? found : null;
  }

  /** Instruction after instruction, up to one that does not go on or was visited. */
  #follow(start: number): void {
    const owner = this.#functionAt(start);
    if (owner !== null) this.#takeHandlers(owner);
    let at = start;
    for (;;) {
      const instruction = this.#code.visit(at);
      if (instruction === null) return;
      this.#takeOperands(instruction, owner);
      const { flow, targetRva, lengthBytes } = instruction;
      if (targetRva !== null) this.#pending.push(targetRva);
      if (flow === 'indirect-jump' && instruction.operandRva === null) this.#takeTables(owner, at);
      if (flow === 'jump' || flow === 'indirect-jump' || flow === 'end') return;
      at += lengthBytes;
    }
  }

  #takeOperands(instruction: DecodedInstruction, owner: RuntimeFunction | null): void {
    const { operandRva, isAddress, absolute, tableRva } = instruction;
    if (operandRva !== null && isAddress) {
      this.#takeAddress(operandRva);
      this.#noteTable(owner, { rva: operandRva, relativeTo: operandRva });
    } else if (operandRva !== null) this.#use(operandRva);
    if (absolute !== null) this.#takeAbsolute(absolute);
    if (tableRva !== null) this.#noteTable(owner, { rva: tableRva, relativeTo: 0 });
  }

  #noteTable(owner: RuntimeFunction | null, table: JumpTable): void {
    const { reader } = this.#image;
    if (reader.sectionAt(table.rva, 4) === null) return;
    const known = this.#tables.get(owner);
    if (known === undefined) this.#tables.set(owner, [table]);
    else known.push(table);
  }

  /** A jump by a register: what it was read from is named before it. Each table is followed once. */
  #takeTables(owner: RuntimeFunction | null, at: number): void {
    const range = owner ?? { beginRva: at - NEAR_BYTES, endRva: at + NEAR_BYTES };
    const tables = this.#tables.get(owner) ?? [];
    this.#tables.delete(owner);
    for (const table of tables) this.#takeEntries(() => jumpTargets(this.#image.reader, table, range));
  }

  #takeHandlers(owner: RuntimeFunction): void {
    const { unwind } = owner;
    if (unwind.handlerRva === null || this.#handled.has(owner)) return;
    this.#handled.add(owner);
    this.#pending.push(unwind.handlerRva);
    this.#takeEntries(() => scopeTargets(this.#image.reader, unwind));
  }

  /** What a table leads to, as long as there are not too many: tables may overlap, to no end. */
  #takeEntries(read: () => number[]): void {
    if (this.#entriesLeft <= 0) return;
    const targets = read();
    this.#entriesLeft -= targets.length;
    this.#pending.push(...targets);
  }
}

/**
 * Which imports of an image its code can come to, from the entry point on, as far as can be told without running it: more
 * than it will, since no condition is known, and fewer only where it computes addresses.
 *
 * @returns for each import, in their order
 */
export function reachableImports(image: DriverImage, decoder: Decoder): boolean[] {
  const code = new CodeSections(image, decoder);
  try {
    return new Reach(image, code).run();
  } finally {
    code.close();
  }
}
