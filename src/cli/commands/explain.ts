import { DOCUMENTED_PROPERTIES } from '../../campaign/documentation.ts';
import { EXIT } from '../../report/exit-code.ts';
import { explainText, propertyListText } from '../../report/explain-text.ts';
import { printable, shortened } from '../../report/format.ts';
import { UsageError } from '../errors.ts';
import type { Host } from '../host.ts';
import { nearest } from '../suggest.ts';

const MAX_SHOWN = 60;

/**
 * `irpcheck explain`: what a property means; without one, the properties there are.
 *
 * @throws {UsageError} for what is no property.
 */
export function explain(id: string | undefined, host: Host): number {
  host.stdout.write(id === undefined ? propertyListText(DOCUMENTED_PROPERTIES) : explainText(found(id)));
  return EXIT.CONFORMS;
}

function found(id: string): (typeof DOCUMENTED_PROPERTIES)[number] {
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
