import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { field } from './word.ts';

/**
 * The swarm of a header word, whose bits switch off: word 0 leaves everything on. Reads and writes are each
 * off in an eighth of the cases and never both; unusual memory and faults are on in a quarter; the others in
 * half.
 */
export function swarmOf(word: number): Swarm {
  const noRead = field(word, 0, 3) === 7;
  const noWrite = field(word, 3, 3) === 7;
  return {
    read: !noRead || noWrite,
    write: !noWrite || noRead,
    flush: field(word, 6, 1) === 0,
    setPosition: field(word, 7, 1) === 0,
    queryPosition: field(word, 8, 1) === 0,
    duplicate: field(word, 9, 1) === 0,
    close: field(word, 10, 1) === 0,
    reopen: field(word, 11, 1) === 0,
    nullOffsets: field(word, 12, 1) === 0,
    negativeOffsets: field(word, 13, 1) === 0,
    largeOffsets: field(word, 14, 1) === 0,
    pageOffsets: field(word, 15, 1) === 0,
    relative: field(word, 16, 1) === 0,
    longLengths: field(word, 17, 1) === 0,
    memoryKinds: field(word, 18, 2) === 0,
    sharing: field(word, 20, 1) === 0,
    unaligned: field(word, 21, 1) === 0,
    overlapped: field(word, 22, 1) === 0,
    restrictedAccess: field(word, 23, 1) === 0,
    names: field(word, 24, 1) === 0,
    wrongHandles: field(word, 25, 1) === 0,
    events: field(word, 26, 1) === 0,
    keys: field(word, 27, 1) === 0,
    faults: field(word, 28, 2) === 0,
  };
}
