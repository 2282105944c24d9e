import type { Feature } from './feature.ts';

/** The features that one case may use. */
export interface Swarm {
  uses(feature: Feature): boolean;
}

/** A swarm that leaves nothing out. */
export const EVERYTHING: Swarm = { uses: () => true };
