import { icedDecode } from '../../../../src/decoder/iced-instructions.ts';
import { Memory, memoryBytes } from '../../../../src/impl/memory/memory.ts';
import { HIGH_HALF, type Va } from '../../../../src/impl/memory/va.ts';
import type { Decode } from '../../../../src/impl/native/decode/instruction.ts';
import type { CodeSource } from '../../../../src/impl/native/engine/discover.ts';
import type { Ending } from '../../../../src/impl/native/engine/exit.ts';
import { flagWord } from '../../../../src/impl/native/engine/flag-word.ts';
import { ALL_FLAGS } from '../../../../src/impl/native/engine/flags.ts';
import type { EngineLayout } from '../../../../src/impl/native/engine/layout.ts';
import { REGISTER_FILE_BYTES, RegisterFile } from '../../../../src/impl/native/engine/register-file.ts';
import { SlowAccess } from '../../../../src/impl/native/engine/slow-access.ts';
import { scratchPosition, TranslatorEngine } from '../../../../src/impl/native/engine/translator.ts';
import { wasmMemory } from '../../../../src/impl/native/engine/wasm/host.ts';
import { PAGE_SIZE } from '../../../../src/nt/page.ts';

/** Where code lies in these tests, and how much of it there may be. */
export const CODE = 0x2000_0000;
export const CODE_BYTES = 0x10_000;
/** Four pages of data, with none before and behind. */
export const DATA = 0x1000_0000 as Va;
export const DATA_PAGES = 4;
/** Two pages of stack; rsp begins between them. */
export const STACK = 0x1800_0000 as Va;
export const STACK_TOP = STACK + PAGE_SIZE;
/** A page that can only be read. */
export const READ_ONLY = 0x1a00_0000 as Va;

const FRAMES = 16;
const COUNTERS = 1024;
const HIGH_HALVES_BYTES = 64;

/** What a processor has besides memory. */
export interface State {
  readonly general: readonly bigint[];
  readonly flags: number;
  readonly vectors: readonly Uint8Array[];
}

/** A processor in a memory of its own, that executes bytes. */
export class Lab {
  readonly memory: Memory;
  readonly registers: RegisterFile;
  readonly decode: Decode;
  #engine: TranslatorEngine;
  readonly #layout: EngineLayout;
  readonly #wasm = wasmMemory(LAB_BYTES);
  #code: Uint8Array = new Uint8Array();

  private constructor(decode: Decode) {
    this.decode = decode;
    this.memory = new Memory(this.#wasm.buffer, FRAMES, (va, write) => {
      throw new Error(`a fault in the kernel: ${va.toString(16)} ${write}`);
    });
    const base = memoryBytes(FRAMES);
    this.#layout = {
      pageTable: FRAMES * PAGE_SIZE,
      registers: base,
      highHalves: base + REGISTER_FILE_BYTES,
      counters: base + REGISTER_FILE_BYTES + HIGH_HALVES_BYTES,
      entries: base + REGISTER_FILE_BYTES + HIGH_HALVES_BYTES + 4 * COUNTERS,
      maxCounters: COUNTERS,
      codeBase: BigInt(CODE),
      codeBytes: CODE_BYTES,
    };
    new Int32Array(this.#wasm.buffer, this.#layout.highHalves, 16).set(HIGH_HALF);
    this.registers = new RegisterFile(this.#wasm.buffer, this.#layout.registers);
    this.registers.direction = 1;
    this.memory.mapRun(DATA, 0, DATA_PAGES, true);
    this.memory.mapRun(STACK, DATA_PAGES, 2, true);
    this.memory.mapRun(READ_ONLY, DATA_PAGES + 2, 1, false);
    this.#engine = this.#newEngine();
  }

  static async make(): Promise<Lab> {
    return new Lab(await icedDecode());
  }

  get engine(): TranslatorEngine {
    return this.#engine;
  }

  #newEngine(): TranslatorEngine {
    const source: CodeSource = {
      fetch: (address) => {
        const at = Number(address) - CODE;
        return this.#code.subarray(at, at + 15);
      },
    };
    const { registers, decode } = this;
    const slow = new SlowAccess(this.memory, registers, scratchPosition(this.#layout));
    return new TranslatorEngine({
      memory: this.#wasm,
      layout: this.#layout,
      registers,
      slow,
      source,
      decode,
    });
  }

  /** Puts code at `CODE`, in the place of what was there. */
  load(code: Uint8Array): void {
    this.#code = code;
    new Int32Array(this.#wasm.buffer, this.#layout.entries, CODE_BYTES).fill(0);
    this.#engine = this.#newEngine();
  }

  /** Executes from `CODE` on, or another place in it. */
  run(fuel = 1000, from = 0): Ending {
    this.registers.fuel = fuel;
    this.registers.rip = BigInt(CODE + from);
    return this.#engine.run();
  }

  set state({ general, flags, vectors }: State) {
    for (const [register, value] of general.entries()) this.registers.set(register, value);
    for (const [register, value] of vectors.entries()) this.registers.xmm(register).set(value);
    this.registers.setFlagWord(flags);
  }

  get state(): State {
    return {
      general: Array.from({ length: 16 }, (_, register) => this.registers.get(register)),
      flags: this.flags,
      vectors: Array.from({ length: 16 }, (_, register) => this.registers.xmm(register).slice()),
    };
  }

  get flags(): number {
    const { kind, source, other, result } = this.registers.flagState;
    return flagWord(kind, source, other, result) & ALL_FLAGS;
  }
}

const LAB_BYTES =
  memoryBytes(FRAMES) + REGISTER_FILE_BYTES + HIGH_HALVES_BYTES + 4 * COUNTERS + 4 * CODE_BYTES;
