import { BASE } from './base.ts';
import { CAMPAIGN } from './campaign.ts';
import { DIAGRAM } from './diagram.ts';
import { FINDING } from './finding.ts';

/** The page's style, in the order in which its parts override one another. */
export const STYLE = [BASE, FINDING, DIAGRAM, CAMPAIGN].join('');
