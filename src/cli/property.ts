import { DOCUMENTED_PROPERTIES } from '../properties/registry.ts';
import { shortened } from '../report/format.ts';
import { printable } from '../trace/printable.ts';
import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';
import { UsageError } from './errors.ts';
import { nearest } from './suggest.ts';

const MAX_SHOWN = 60;

/**
 * The property of an id.
 *
 * @throws {UsageError} naming the one that was probably meant.
 */
export function requireProperty(id: string): PropertyDocumentation {
  const property = DOCUMENTED_PROPERTIES.find((each) => each.id === id);
  if (property !== undefined) return property;
  const ids = DOCUMENTED_PROPERTIES.map((each) => each.id);
  // People remember the name after the family better than the family.
  const near = ids.find((each) => each.endsWith(`/${id}`)) ?? nearest(id, ids);
  const hint = near === undefined ? '' : ` (did you mean '${near}'?)`;
  throw new UsageError(
    `unknown property '${shortened(printable(id), MAX_SHOWN)}'${hint}; irpcheck explain lists them`,
  );
}
