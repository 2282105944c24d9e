import type { Property, RelationProperty } from '../property.ts';
import { CONTRACT_JUDGED } from './judged.ts';
import { noDataLost } from './no-data-lost.ts';
import { noDisclosure } from './no-disclosure.ts';
import { noDoubleFetch } from './no-double-fetch.ts';
import { selfContained } from './self-contained.ts';
import { terminates } from './terminates.ts';

/** The properties of the contract, in the order in which reports list them. */
export const CONTRACT_PROPERTIES: readonly (Property | RelationProperty)[] = [
  ...CONTRACT_JUDGED,
  noDisclosure,
  noDoubleFetch,
  noDataLost,
  terminates,
  selfContained,
];
