import type { Relation } from '../relation.ts';
import { noDisclosure } from './no-disclosure.ts';
import { noDoubleFetch } from './no-double-fetch.ts';

/** The properties of the contract family that compare two runs, in the order in which reports list them. */
export const CONTRACT_RELATIONS: readonly Relation[] = [noDisclosure, noDoubleFetch];
