import type {
  PropertyDocumentation,
  ReasonDocumentation,
} from '../../trace/result/property-documentation.ts';
import { type Html, html } from './escape.ts';

/** Longer reason codes are not ours. */
const MAX_REASON = 200;

/** What a code says besides its parts between angle brackets. */
function literals({ code }: ReasonDocumentation): string[] {
  return code.split(/<[^>]*>/);
}

/** Whether a reason is the documented code, or one of those that it stands for: `bug-check-0x<code>`. */
function isReason(reason: string, documented: ReasonDocumentation): boolean {
  const parts = literals(documented);
  if (parts.length === 1 || reason.length > MAX_REASON) return reason === documented.code;
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
  return new RegExp(`^${pattern}$`).test(reason);
}

/** What a reason code of the property means, by the most definite of those it is one of; null where it is none. */
export function reasonMeaning(property: PropertyDocumentation | undefined, reason: string): string | null {
  const length = (each: ReasonDocumentation): number => literals(each).join('').length;
  const fitting = (property?.reasons ?? []).filter((each) => isReason(reason, each));
  return fitting.sort((left, right) => length(right) - length(left))[0]?.meaning ?? null;
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
