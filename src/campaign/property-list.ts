/** What campaigns judge, for those who show it. */
export { DOCUMENTED_PROPERTIES, propertiesOf } from '../properties/registry.ts';
