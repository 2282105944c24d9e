import { documentedReason, reasonText } from '../../trace/result/documented-reason.ts';
import type { PropertyDocumentation } from '../../trace/result/property-documentation.ts';
import { type Html, html } from './escape.ts';

/** What a reason code of the property means; null for a code that is none of its. */
export function reasonMeaning(property: PropertyDocumentation | undefined, reason: string): string | null {
  const documented = documentedReason(property, reason);
  return documented === null ? null : reasonText(documented);
}

function entry(term: string, texts: readonly string[]): Html | null {
  if (texts.length === 0) return null;
  return html`<dt>${term}</dt>${texts.map((text) => html`<dd>${text}</dd>`)}`;
}

/** What a property means, folded; null for one without documentation. */
export function propertyMeaning(property: PropertyDocumentation | undefined): Html | null {
  if (property === undefined) return null;
  const { id, summary, demands, consequence, rules, sources, guards, compared } = property;
  return html`<details class="meaning">
    <summary>What ${id} means <span class="quiet">${summary}</span></summary>
    <dl class="terms">
      ${entry('Demands', [demands])}${entry('Windows', [consequence])}
      ${entry('Rules', rules.length === 0 ? [] : [`${rules.join(', ')} (doc/rules.md)`])}${entry('Sources', sources)}
      ${entry('Guards', guards)}${entry('Compared', [compared])}
    </dl>
  </details>`;
}
