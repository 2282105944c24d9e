import type { Decode } from '../decode/instruction.ts';
import { type CodeSource, discover } from './discover.ts';
import { divide128 } from './divide.ts';
import { IMPORTED } from './emitter.ts';
import type { Engine } from './engine.ts';
import { ACCESS, type Ending, EXIT, MACHINE } from './exit.ts';
import { flagWord } from './flag-word.ts';
import { type TranslatedFunction, translateFunction } from './function-translator.ts';
import { BLOCK_BITS, type EngineLayout } from './layout.ts';
import { REGISTER_FILE, type RegisterFile } from './register-file.ts';
import { type RuntimeExports, runtimeBytes, TRANSLATED } from './runtime.ts';
import type { SlowAccess } from './slow-access.ts';
import { WASM_PAGE_BYTES, type WasmMemory, wasmFunctions, wasmTable } from './wasm/host.ts';
import { type FunctionType, moduleBytes } from './wasm/module.ts';
import { I32, I64 } from './wasm/opcodes.ts';

/** What the translator works on. */
export interface TranslatorOptions {
  /** Holds all that the layout names. It never grows. */
  readonly memory: WasmMemory;
  readonly layout: EngineLayout;
  readonly registers: RegisterFile;
  readonly slow: SlowAccess;
  readonly source: CodeSource;
  readonly decode: Decode;
}

const FIRST_FUNCTIONS = 256;

/** Types of what translated code imports, in the order of `IMPORTED`, behind that of translated functions. */
const IMPORT_TYPES: Readonly<Record<keyof typeof IMPORTED, FunctionType>> = {
  load: { parameters: [I32, I32, I32], results: [I32] },
  store: { parameters: [I32, I32, I32], results: [I32] },
  flags: { parameters: [I32, I64, I64, I64], results: [I32] },
  highProduct: { parameters: [I64, I64], results: [I64] },
  divide: { parameters: [I32], results: [I32] },
};

/**
 * Translates x86-64 code to WebAssembly, function by function, when it is executed for the first time. Guest registers
 * are locals, memory is that of the simulated machine by its own page tables.
 */
export class TranslatorEngine implements Engine {
  readonly registers: RegisterFile;
  readonly #options: TranslatorOptions;
  readonly #memoryPages: number;
  readonly #table = wasmTable(FIRST_FUNCTIONS);
  readonly #runtime: RuntimeExports;
  /** Where the code at each address is entered, from the start of the image's code. */
  readonly #entries: Int32Array;
  readonly #environment: Readonly<Record<string, unknown>>;
  /** Addresses of blocks, by the number of their counter. */
  readonly blocks: bigint[] = [];
  #functions = 0;

  constructor(options: TranslatorOptions) {
    const { memory, layout, registers, slow } = options;
    this.#options = options;
    this.registers = registers;
    this.#memoryPages = memory.buffer.byteLength / WASM_PAGE_BYTES;
    this.#entries = new Int32Array(memory.buffer, layout.entries, layout.codeBytes);
    const shared = { memory, table: this.#table };
    const runtime = wasmFunctions(runtimeBytes(layout, this.#memoryPages), shared);
    this.#runtime = runtime as unknown as RuntimeExports;
    const { highProduct } = this.#runtime;
    this.#environment = {
      ...shared,
      highProduct,
      load: (low: number, high: number, how: number) => slow.load(low, high, how),
      store: (low: number, high: number, how: number) => slow.store(low, high, how),
      flags: flagWord,
      divide: (isSigned: number) => divide128(registers, isSigned !== 0),
    };
  }

  run(): Ending {
    for (;;) {
      const exit = this.#runtime.run();
      if (exit !== EXIT.goesOn) return this.#ending(exit);
      // It has left for code that is not translated, or for none of the image's.
      if (!this.#translate(this.registers.rip)) return { kind: 'left' };
    }
  }

  /** How often a block was entered, by the number of its counter. */
  count(block: number): number {
    const { memory, layout } = this.#options;
    return new Int32Array(memory.buffer, layout.counters, layout.maxCounters)[block] ?? 0;
  }

  /** Returns false where there is no code. */
  #translate(address: bigint): boolean {
    const { layout, source, decode } = this.#options;
    const offset = address - layout.codeBase;
    if (offset < 0n || offset >= BigInt(layout.codeBytes)) return false;
    if (source.fetch(address).length === 0) return false;
    const blocks = discover(address, source, decode);
    const isCounted = this.blocks.length + blocks.length <= layout.maxCounters;
    const translated = translateFunction(layout, blocks, isCounted ? this.blocks.length : null);
    if (isCounted) this.blocks.push(...translated.blocks);
    this.#add([translated]);
    return true;
  }

  #add(functions: readonly TranslatedFunction[]): void {
    const { layout } = this.#options;
    const first = this.#functions;
    this.#functions += functions.length;
    while (this.#table.length < this.#functions) this.#table.grow(this.#table.length);
    const names = Object.keys(IMPORTED) as (keyof typeof IMPORTED)[];
    const bytes = moduleBytes({
      types: [TRANSLATED, ...names.map((name) => IMPORT_TYPES[name])],
      imports: names.map((name, index) => [name, index + 1]),
      functions: functions.map(({ locals, code }) => ({ type: 0, locals, code })),
      exports: [],
      tableOffset: first,
      memoryPages: this.#memoryPages,
    });
    wasmFunctions(bytes, this.#environment);
    for (const [index, { entries }] of functions.entries()) {
      for (const [address, block] of entries) {
        const offset = Number(address - layout.codeBase);
        // A block that two functions have is entered in the one that begins with it, or else in the first.
        if (this.#entries[offset] === 0 || block === 0)
          this.#entries[offset] = (((first + index) << BLOCK_BITS) | block) + 1;
      }
    }
  }

  /** The bytes of an instruction; of what is none, all that might be of it. */
  #instructionAt(address: bigint): Uint8Array {
    const { source, decode } = this.#options;
    const bytes = source.fetch(address);
    return bytes.subarray(0, decode(bytes, address)?.lengthBytes);
  }

  #ending(exit: number): Ending {
    const { registers } = this;
    const detail = registers.exitDetail;
    switch (exit) {
      case EXIT.fault:
        return {
          kind: 'fault',
          address: registers.faultAddress,
          sizeBytes: detail & 0xff,
          access: detail >> 8 === ACCESS.read ? 'read' : 'write',
        };
      case EXIT.fuel:
        return { kind: 'out-of-fuel' };
      case EXIT.divide:
        return { kind: 'divide-error' };
      case EXIT.interrupt:
        return { kind: 'interrupt', vector: detail };
      case EXIT.machine:
        return { kind: 'machine', instruction: machineInstruction(detail & 0xff), register: detail >> 8 };
      default:
        return { kind: 'unsupported-instruction', bytes: this.#instructionAt(registers.rip) };
    }
  }
}

function machineInstruction(code: number): keyof typeof MACHINE {
  const found = (Object.keys(MACHINE) as (keyof typeof MACHINE)[]).find((name) => MACHINE[name] === code);
  if (found === undefined) throw new RangeError(`no instruction of the machine has the number ${code}`);
  return found;
}

/** Where the scratch of a register file lies in the memory that it is in. */
export function scratchPosition({ registers }: EngineLayout): number {
  return registers + REGISTER_FILE.scratch;
}
