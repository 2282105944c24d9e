import { DOCUMENTED_PROPERTIES } from '../../properties/registry.ts';
import { EXIT } from '../../report/exit-code.ts';
import { explainText, propertyListText } from '../../report/explain-text.ts';
import type { Host } from '../host.ts';
import { requireProperty } from '../property.ts';

/**
 * `irpcheck explain`: what a property means; without one, the properties there are.
 *
 * @throws {UsageError} for what is no property.
 */
export function explain(id: string | undefined, host: Host): number {
  host.stdout.write(
    id === undefined ? propertyListText(DOCUMENTED_PROPERTIES) : explainText(requireProperty(id)),
  );
  return EXIT.CONFORMS;
}
