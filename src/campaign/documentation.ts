import { PROPERTY_DOCUMENTATION } from '../properties/documentation/index.ts';
import type { PropertyDocumentation } from '../trace/property-documentation.ts';
import { PROPERTIES } from './property-list.ts';

/** The documentation of the properties that a campaign judges, in the order in which results list them. */
export const DOCUMENTED_PROPERTIES: readonly PropertyDocumentation[] = PROPERTIES.flatMap(
  ({ id }) => PROPERTY_DOCUMENTATION.find((each) => each.id === id) ?? [],
);
