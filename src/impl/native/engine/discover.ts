import type { Decode, Instruction } from '../decode/instruction.ts';
import { MAX_BLOCKS } from './layout.ts';

/** Instructions that are executed one after the other: only the last one leads elsewhere. */
export interface Block {
  readonly address: bigint;
  readonly instructions: readonly Instruction[];
  /** Where it goes on in the same function. */
  readonly successors: readonly bigint[];
  /** Whether it may go on elsewhere, too. */
  readonly isLeaving: boolean;
  /** Whether it is entered from outside: what is called or jumped to, what is returned to. */
  readonly isEntered: boolean;
}

/** The code of an image. */
export interface CodeSource {
  /** Up to 15 bytes at an address; none where there is no code. */
  fetch(address: bigint): Uint8Array;
}

const MAX_INSTRUCTIONS = 6000;

/** Instructions after which code goes on at the next one, once somebody else has done something. */
const COMES_BACK: ReadonlySet<string> = new Set(['call', 'int', 'int3', 'cpuid', 'rdtsc', 'xgetbv']);
/** Those after which it does not. */
const ENDS: ReadonlySet<string> = new Set(['ret', 'jmp', 'ud2']);

const JUMPS: ReadonlySet<string> = new Set(['jmp', 'j', 'jrcxz']);

/** Whether an instruction moves a control register. */
export function isOfMachine({ mnemonic, operands }: Instruction): boolean {
  return mnemonic === 'mov' && operands.some(({ kind }) => kind === 'control');
}

/** Whether an instruction is the last one of its block. */
function endsBlock(instruction: Instruction): boolean {
  const { mnemonic } = instruction;
  return COMES_BACK.has(mnemonic) || ENDS.has(mnemonic) || JUMPS.has(mnemonic) || isOfMachine(instruction);
}

/** Where a direct jump leads. */
export function targetOf({ operands }: Instruction): bigint | null {
  const [operand] = operands;
  return operand?.kind === 'target' ? operand.address : null;
}

/** The address behind an instruction. */
export function nextAddress({ address, lengthBytes }: Instruction): bigint {
  return BigInt.asUintN(64, address + BigInt(lengthBytes));
}

/**
 * The blocks of the function at `entry`, by address: all that direct jumps and returned-to calls reach, up to a limit.
 * What lies beyond is entered as a function of its own.
 */
export function discover(entry: bigint, source: CodeSource, decode: Decode): readonly Block[] {
  const reached = new Map<bigint, Instruction>();
  const leaders = new Set<bigint>([entry]);
  const entered = new Set<bigint>([entry]);
  const waiting = [entry];
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    let address = start;
    for (;;) {
      if (reached.has(address) || reached.size === MAX_INSTRUCTIONS) break;
      const instruction = decode(source.fetch(address), address);
      if (instruction === null) break;
      reached.set(address, instruction);
      const next = nextAddress(instruction);
      if (!endsBlock(instruction)) {
        address = next;
        continue;
      }
      const led = leadsTo(instruction, next);
      for (const to of led) {
        if (!leaders.has(to) && leaders.size === MAX_BLOCKS) continue;
        // A turn of a loop is where fuel ends, from where code goes on later.
        if (to <= instruction.address || !JUMPS.has(instruction.mnemonic)) entered.add(to);
        if (leaders.has(to)) continue;
        leaders.add(to);
        waiting.push(to);
      }
      break;
    }
  }
  return [...leaders]
    .filter((leader) => reached.has(leader) || leader === entry)
    .sort((left, right) => (left < right ? -1 : 1))
    .map((leader) => blockAt(leader, reached, leaders, entered.has(leader)));
}

/** Where code goes on in the same function. */
function leadsTo(instruction: Instruction, next: bigint): readonly bigint[] {
  const { mnemonic } = instruction;
  const target = JUMPS.has(mnemonic) ? targetOf(instruction) : null;
  const led = target === null ? [] : [target];
  return ENDS.has(mnemonic) ? led : [...led, next];
}

function blockAt(
  address: bigint,
  reached: ReadonlyMap<bigint, Instruction>,
  leaders: ReadonlySet<bigint>,
  isEntered: boolean,
): Block {
  const instructions: Instruction[] = [];
  let at = address;
  for (;;) {
    const instruction = reached.get(at);
    if (instruction === undefined)
      return { address, instructions, successors: [], isLeaving: true, isEntered };
    instructions.push(instruction);
    at = nextAddress(instruction);
    const isEnd = endsBlock(instruction);
    if (!isEnd && !leaders.has(at)) continue;
    const led = isEnd ? leadsTo(instruction, at) : [at];
    const successors = led.filter((to) => leaders.has(to) && reached.has(to));
    const isWithin = !isEnd || JUMPS.has(instruction.mnemonic);
    const isLeaving = !isWithin || led.length === 0 || successors.length < led.length;
    return { address, instructions, successors, isLeaving, isEntered };
  }
}
