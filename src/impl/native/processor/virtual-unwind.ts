import type { Memory } from '../../memory/memory.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import { RSP } from '../engine/register-file.ts';
import type { DriverImage } from '../image/driver-image.ts';
import type { RuntimeFunction } from '../image/unwind.ts';
import type { ProcessorContext } from './processor-context.ts';

/** UWOP_*: what a prolog did, in the lowest four bits of a code's second byte ("x64 exception handling"). */
const UWOP = {
  pushNonvolatile: 0,
  allocateLarge: 1,
  allocateSmall: 2,
  setFrameRegister: 3,
  saveNonvolatile: 4,
  saveNonvolatileFar: 5,
  /** Of version 2; it says where epilogs are. */
  epilog: 6,
  spare: 7,
  saveVector: 8,
  saveVectorFar: 9,
  machineFrame: 10,
} as const;

const HEADER_BYTES = 4;
const CODE_BYTES = 2;
const REGISTER_BYTES = 8;
const VECTOR_BYTES = 16;
const WHAT = 'unwind codes';

/** The function an address of the image lies in; undefined for one that moves no register, or none. */
export function functionAt({ functions }: DriverImage, rva: number): RuntimeFunction | undefined {
  let [low, high] = [0, functions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = functions[middle];
    if (found === undefined || rva < found.beginRva) high = middle;
    else if (rva >= found.endRva) low = middle + 1;
    else return found;
  }
  return undefined;
}

/** One code: what the prolog did, and where it had done it. */
interface UnwindCode {
  readonly offset: number;
  readonly operation: number;
  readonly info: number;
  /** The slots behind it, as a number of 16 bits and of 32. */
  readonly next: number;
  readonly nextWide: number;
}

function slotsOf({ operation, info }: Pick<UnwindCode, 'operation' | 'info'>): number {
  switch (operation) {
    case UWOP.allocateLarge:
      return info === 0 ? 2 : 3;
    case UWOP.saveNonvolatile:
    case UWOP.saveVector:
      return 2;
    case UWOP.saveNonvolatileFar:
    case UWOP.saveVectorFar:
    case UWOP.spare:
      return 3;
    default:
      return 1;
  }
}

function* codesOf({ reader }: DriverImage, { unwindRva, unwind }: RuntimeFunction): Generator<UnwindCode> {
  const slot = (index: number): number => {
    const isThere = index < unwind.codeCount;
    return isThere ? reader.u16(unwindRva + HEADER_BYTES + index * CODE_BYTES, WHAT) : 0;
  };
  for (let index = 0; index < unwind.codeCount; ) {
    const code = slot(index);
    const [operation, info] = [(code >> 8) & 0xf, code >> 12];
    const next = slot(index + 1);
    yield { offset: code & 0xff, operation, info, next, nextWide: next + slot(index + 2) * 2 ** 16 };
    index += slotsOf({ operation, info });
  }
}

/**
 * The frame of the function that a context is in: what handlers are given as the establisher's.
 *
 * @param rva where it is
 */
export function establisherFrame(
  image: DriverImage,
  found: RuntimeFunction,
  rva: number,
  context: ProcessorContext,
  memory: Memory,
): Va {
  const { frameRegister } = found.unwind;
  if (frameRegister === 0) return context.pointer(RSP, memory);
  for (const { operation, offset } of codesOf(image, found)) {
    // Not set up yet.
    if (operation === UWOP.setFrameRegister && rva - found.beginRva < offset)
      return context.pointer(RSP, memory);
  }
  return vaAdd(context.pointer(frameRegister, memory), -frameOffsetBytes(image, found));
}

function frameOffsetBytes({ reader }: DriverImage, { unwindRva }: RuntimeFunction): number {
  return (reader.u8(unwindRva + 3, WHAT) >> 4) * VECTOR_BYTES;
}

/**
 * Takes a frame off: the context becomes that of the caller. Epilogs are not looked at: a call may stand right ahead of one,
 * when nothing of it has happened, and what is in it raises nothing.
 *
 * @param rva where the context is
 * @throws what a fault of the stack raises
 */
export function virtualUnwind(
  image: DriverImage,
  found: RuntimeFunction | undefined,
  rva: number,
  context: ProcessorContext,
  memory: Memory,
): void {
  let entry: RuntimeFunction | null = found ?? null;
  let isBehindProlog = false;
  while (entry !== null) {
    const frame = establisherFrame(image, entry, isBehindProlog ? entry.endRva : rva, context, memory);
    for (const code of codesOf(image, entry)) {
      if (!isBehindProlog && rva - entry.beginRva < code.offset) continue;
      undo(code, frame, context, memory);
    }
    // What an entry continues has gone through its whole prolog.
    entry = entry.unwind.chained;
    isBehindProlog = true;
  }
  context.return(memory);
}

function undo(code: UnwindCode, frame: Va, context: ProcessorContext, memory: Memory): void {
  const { operation, info, next, nextWide } = code;
  const stack = context.pointer(RSP, memory);
  const moveStack = (bytes: number): void => context.setPointer(RSP, vaAdd(stack, bytes), memory);
  switch (operation) {
    case UWOP.pushNonvolatile:
      restore(context, info, stack, memory);
      moveStack(REGISTER_BYTES);
      return;
    case UWOP.allocateLarge:
      moveStack(info === 0 ? next * REGISTER_BYTES : nextWide);
      return;
    case UWOP.allocateSmall:
      moveStack(info * REGISTER_BYTES + REGISTER_BYTES);
      return;
    case UWOP.setFrameRegister:
      context.setPointer(RSP, frame, memory);
      return;
    case UWOP.saveNonvolatile:
      restore(context, info, vaAdd(frame, next * REGISTER_BYTES), memory);
      return;
    case UWOP.saveNonvolatileFar:
      restore(context, info, vaAdd(frame, nextWide), memory);
      return;
    case UWOP.saveVector:
      restoreVector(context, info, vaAdd(frame, next * VECTOR_BYTES), memory);
      return;
    case UWOP.saveVectorFar:
      restoreVector(context, info, vaAdd(frame, nextWide), memory);
      return;
    case UWOP.machineFrame:
      // An error code lies ahead of rip, cs, rflags and rsp.
      moveStack(info === 0 ? 0 : REGISTER_BYTES);
      return;
    default:
  }
}

function restore(context: ProcessorContext, register: number, at: Va, memory: Memory): void {
  context.set(register, memory.readI32(at), memory.readI32(vaAdd(at, 4)));
}

function restoreVector(context: ProcessorContext, register: number, at: Va, memory: Memory): void {
  const bytes = new Uint8Array(VECTOR_BYTES);
  memory.copyOut(at, bytes, 0, VECTOR_BYTES);
  context.setVector(register, bytes);
}
