import { ALL_FLAGS } from '../../../../src/impl/native/engine/flags.ts';
import { PAGE_SIZE } from '../../../../src/nt/page.ts';
import { CODE, CODE_BYTES, DATA, DATA_PAGES, STACK, type State } from './lab.setup.ts';

/** Whether this host's own processor can be asked. */
export const HAS_PROCESSOR = process.platform === 'linux' && process.arch === 'x64';

/** Where code leaves for, in the place of going on: one of these two. */
export const EXITS = [CODE + CODE_BYTES, CODE + CODE_BYTES + 0x400] as const;

const STATE = 0x2100_0000;
const ENTRY = CODE + CODE_BYTES + 0x800;
const GENERAL = 0;
const FLAGS = 128;
const HOST_STACK = 136;
const EXITED = 144;
const VECTORS = 256;
const READ_WRITE_EXECUTE = 7;
/** MAP_PRIVATE, MAP_ANONYMOUS, MAP_FIXED_NOREPLACE. */
const MAP_FLAGS = 0x10_0022;

/** This host's processor: executes bytes on the same addresses as a `Lab`, which must not fault. */
export class Processor {
  readonly data: Uint8Array;
  readonly stack: Uint8Array;
  readonly #code: Uint8Array;
  readonly #state: DataView;
  readonly #enter: () => void;

  private constructor(koffi: typeof import('koffi')['default']) {
    const mmap = koffi
      .load('libc.so.6')
      .func('uint64_t mmap(uint64_t addr, size_t length, int prot, int flags, int fd, int64_t offset)');
    const map = (address: number, lengthBytes: number): ArrayBuffer => {
      const found = Number(mmap(address, lengthBytes, READ_WRITE_EXECUTE, MAP_FLAGS, -1, 0));
      if (found !== address) throw new Error(`no memory at ${address.toString(16)}`);
      return koffi.view(BigInt(address), lengthBytes);
    };
    this.data = new Uint8Array(map(DATA, DATA_PAGES * PAGE_SIZE));
    this.stack = new Uint8Array(map(STACK, 2 * PAGE_SIZE));
    this.#code = new Uint8Array(map(CODE, CODE_BYTES + PAGE_SIZE));
    this.#state = new DataView(map(STATE, PAGE_SIZE));
    this.#code.set(entryCode(), ENTRY - CODE);
    for (const [number, exit] of EXITS.entries()) this.#code.set(exitCode(number), exit - CODE);
    this.#enter = koffi.decode(BigInt(ENTRY), koffi.proto('void enter()'));
  }

  /** Takes memory at fixed addresses: one of them is enough for a process. */
  static async make(): Promise<Processor> {
    const { default: koffi } = await import('koffi');
    return new Processor(koffi);
  }

  load(code: Uint8Array): void {
    this.#code.set(code);
  }

  /** Executes what was loaded; returns which of the exits it left by, and the state then. */
  run({ general, flags, vectors }: State): { readonly exit: number; readonly state: State } {
    for (const [register, value] of general.entries())
      this.#state.setBigUint64(GENERAL + 8 * register, value, true);
    this.#state.setBigUint64(FLAGS, BigInt(flags | 0x202), true);
    const bytes = new Uint8Array(this.#state.buffer);
    for (const [register, value] of vectors.entries()) bytes.set(value, VECTORS + 16 * register);
    this.#enter();
    return {
      exit: this.#state.getInt32(EXITED, true),
      state: {
        general: general.map((_, register) => this.#state.getBigUint64(GENERAL + 8 * register, true)),
        flags: Number(this.#state.getBigUint64(FLAGS, true)) & ALL_FLAGS,
        vectors: vectors.map((_, register) =>
          bytes.slice(VECTORS + 16 * register, VECTORS + 16 * register + 16),
        ),
      },
    };
  }
}

const RSP = 4;

function little(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff];
}

/** An instruction whose operand is memory at a fixed address; `register` is the other operand. */
function absolute(
  prefix: readonly number[],
  opcode: readonly number[],
  register: number,
  address: number,
): number[] {
  const rex = register >= 8 ? 0x4c : 0x48;
  return [...prefix, rex, ...opcode, 0x04 | ((register & 7) << 3), 0x25, ...little(address)];
}

const load = (register: number): number[] => absolute([], [0x8b], register, STATE + GENERAL + 8 * register);
const store = (register: number): number[] => absolute([], [0x89], register, STATE + GENERAL + 8 * register);
const vector = (register: number, opcode: number): number[] =>
  absolute([0xf3], [0x0f, opcode], register, STATE + VECTORS + 16 * register);
const all = (each: (register: number) => readonly number[]): number[] =>
  Array.from({ length: 16 }, (_, register) => each(register)).flat();

/** Registers that a C function leaves as they were: rbx, rbp, r12 to r15. */
const PUSHES = [0x53, 0x55, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57];
const POPS = [0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c, 0x5d, 0x5b];

function entryCode(): number[] {
  const jump = [0xe9, ...little(0)];
  const code = [
    ...PUSHES,
    ...absolute([], [0x89], RSP, STATE + HOST_STACK),
    ...all((register) => vector(register, 0x6f)),
    // push flags; popfq
    ...[0xff, 0x34, 0x25, ...little(STATE + FLAGS), 0x9d],
    ...all((register) => (register === RSP ? [] : load(register))),
    ...load(RSP),
    ...jump,
  ];
  const at = ENTRY + code.length;
  return [...code.slice(0, -4), ...little(CODE - at)];
}

function exitCode(number: number): number[] {
  return [
    ...all(store),
    // mov dword [exited], number
    ...[0xc7, 0x04, 0x25, ...little(STATE + EXITED), ...little(number)],
    ...absolute([], [0x8b], RSP, STATE + HOST_STACK),
    // pushfq; pop flags; cld
    ...[0x9c, 0x8f, 0x04, 0x25, ...little(STATE + FLAGS), 0xfc],
    ...all((register) => vector(register, 0x7f)),
    ...POPS,
    0xc3,
  ];
}
