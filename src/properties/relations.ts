import { CONTRACT_RELATIONS } from './contract/relations.ts';
import { METAMORPHIC_RELATIONS } from './metamorphic/index.ts';
import type { Relation } from './relation.ts';

/** Every property that compares a run with a variant of it, in the order in which reports list them. */
export const RELATIONS: readonly Relation[] = [...CONTRACT_RELATIONS, ...METAMORPHIC_RELATIONS];
