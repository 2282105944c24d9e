import type { PropertyDocumentation, ReasonDocumentation } from '../../trace/property-documentation.ts';
import { type Html, html } from './escape.ts';

/** Longer reason codes are not ours. */
const MAX_REASON = 200;

/** Whether a reason is the documented code, or one of those that it stands for: `bug-check-0x<code>`. */
function isReason(reason: string, { code }: ReasonDocumentation): boolean {
  if (reason === code) return true;
  if (!code.includes('<') || reason.length > MAX_REASON) return false;
  const parts = code.split(/<[^>]*>/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(reason);
}

/** What a reason code of the property means; null for one that is not documented. */
export function reasonMeaning(property: PropertyDocumentation | undefined, reason: string): string | null {
  return property?.reasons.find((each) => isReason(reason, each))?.meaning ?? null;
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
