/** What campaigns judge, for those who show it. */
export { DOCUMENTED_PROPERTIES, PROPERTIES } from '../properties/registry.ts';
