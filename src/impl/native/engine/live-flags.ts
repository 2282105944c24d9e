import type { Instruction } from '../decode/instruction.ts';
import type { Block } from './discover.ts';
import { ALL_FLAGS, flagUse } from './flags.ts';

/** Flags that somebody may read before a block leaves others, by its address, as bits of rflags. */
export function flagsLiveAt(blocks: readonly Block[]): ReadonlyMap<bigint, number> {
  const live = new Map<bigint, number>(blocks.map(({ address }) => [address, 0]));
  // They only become more, so that it comes to an end.
  for (let isChanging = true; isChanging; ) {
    isChanging = false;
    for (const block of blocks.toReversed()) {
      const before = flagsBefore(block, flagsBehind(block, live));
      if (before === live.get(block.address)) continue;
      live.set(block.address, before);
      isChanging = true;
    }
  }
  return live;
}

/** Flags that somebody may read once a block has ended: all of them, where it may leave the function. */
export function flagsBehind({ successors, isLeaving }: Block, live: ReadonlyMap<bigint, number>): number {
  if (isLeaving) return ALL_FLAGS;
  return successors.reduce((flags, to) => flags | (live.get(to) ?? ALL_FLAGS), 0);
}

function flagsBefore({ instructions }: Block, behind: number): number {
  return instructions.reduceRight((live, instruction) => flagsBeforeOne(instruction, live), behind);
}

/** Flags that are read by an instruction, or behind it and not left by it. */
export function flagsBeforeOne(instruction: Instruction, behind: number): number {
  const { reads, writes } = flagUse(instruction);
  return (behind & ~writes) | reads;
}
