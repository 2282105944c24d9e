import fc from 'fast-check';
import type { Machine } from '../../../trace/trace.ts';
import type { Win32Op } from '../../../trace/win32/op.ts';
import { MAX_OPS } from '../case-arbitrary.ts';
import { machineOf } from '../decode-case.ts';
import { MAX_WORD } from '../word.ts';
import { decodeWin32Op } from './decode-op.ts';
import type { Win32Profile } from './profile.ts';
import { initialWin32Progress } from './progress.ts';
import { win32SwarmOf } from './swarm.ts';

/** A case of the Win32 view: the machine and what a program does on it. */
export interface Win32Case {
  readonly machine: Machine;
  readonly ops: readonly Win32Op[];
}

/**
 * Cases of the Win32 view for one profile, generated as packed words as those of the system calls are. Any words
 * decode to a valid case, and words of 0 to the simplest.
 */
export function win32CaseArbitrary(profile: Win32Profile): fc.Arbitrary<Win32Case> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const words = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: MAX_OPS, size: 'max' });
  return fc
    .tuple(word, word, words)
    .map(([swarmWord, machineWord, pairs]) => decodeWin32Case(swarmWord, machineWord, pairs, profile));
}

/** The case that words stand for: one for the swarm, one for the machine, two for each operation. */
export function decodeWin32Case(
  swarmWord: number,
  machineWord: number,
  words: readonly (readonly [number, number])[],
  profile: Win32Profile,
): Win32Case {
  const swarm = win32SwarmOf(swarmWord);
  const progress = initialWin32Progress();
  const ops: Win32Op[] = [];
  for (const pair of words) ops.push(decodeWin32Op(pair[0], pair[1], progress, swarm, profile));
  return { machine: machineOf(machineWord), ops };
}
