import type { Semantics } from '../translation.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { BITS } from './bits.ts';
import { MOVES } from './moves.ts';
import { PRODUCTS } from './products.ts';
import { SHIFTS } from './shifts.ts';
import { STACK } from './stack.ts';
import { STRINGS } from './strings.ts';
import { VECTORS } from './vectors.ts';

/** What instructions do, by mnemonic: all after which code goes on at the next one. */
export const SEMANTICS: ReadonlyMap<string, Semantics> = new Map(
  [ARITHMETIC, BITS, MOVES, PRODUCTS, SHIFTS, STACK, STRINGS, VECTORS].flatMap(Object.entries),
);
