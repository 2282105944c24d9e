import { PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Memory } from '../memory/memory.ts';
import { highHalf, lowHalf } from '../memory/quad.ts';
import { type Va, vaAdd } from '../memory/va.ts';

/** The page on which a process keeps what it passes by address: a block for each request that is under way. */
export const PARAMETER_PAGE = 0x7ffd0000 as Va;
/** Bytes of one request's block: half for what system calls are given, half for user-mode libraries. */
export const REQUEST_BLOCK_BYTES = 0x200;
/** Blocks on the page. */
export const REQUEST_BLOCKS = PAGE_SIZE / REQUEST_BLOCK_BYTES;
/** What libraries keep on their stack: in the first block, since they wait for what they ask. */
export const LIBRARY_PARAMETERS = vaAdd(PARAMETER_PAGE, 0x100);

/** Maps the parameter page, on the first frame of user memory. Mapping it again changes nothing. */
export function mapParameterPage({ memory, firstUserFrame }: Kernel): void {
  memory.mapRun(PARAMETER_PAGE, firstUserFrame, 1, true);
}

/** Empties the parameter page, as in a process that has just been made. */
export function clearParameterPage({ memory, mm, firstUserFrame }: Kernel): void {
  mm.strayFrames.given(firstUserFrame);
  memory.u8.fill(0, firstUserFrame << PAGE_SHIFT, (firstUserFrame + 1) << PAGE_SHIFT);
}

/** Writes a 64-bit value, two's complement, by halves. */
export function writeQuad(memory: Memory, address: Va, value: bigint): void {
  memory.writeI32(address, lowHalf(value));
  memory.writeI32(vaAdd(address, 4), highHalf(value));
}

/** An unsigned 64-bit value below 2^53, such as IoStatus.Information. */
export function readCount(memory: Memory, address: Va): number {
  return (memory.readI32(vaAdd(address, 4)) >>> 0) * 4294967296 + (memory.readI32(address) >>> 0);
}
