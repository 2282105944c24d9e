import { reasonText } from '../trace/result/documented-reason.ts';
import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';
import { codeText, plainText } from './markdown-text.ts';

function list(items: readonly string[]): string[] {
  return items.map((item) => `- ${plainText(item)}`);
}

/** All that is to be known of a property, as Markdown. Without a line break at its end. */
export function propertyHelp(property: PropertyDocumentation): string {
  const { id, demands, consequence, rules, sources, guards, reasons } = property;
  const codes = reasons.map((each) => `- ${codeText(each.code)}: ${plainText(reasonText(each))}`);
  const parts = [
    `**${plainText(id)}**: ${plainText(demands)}`,
    `**Windows**: ${plainText(consequence)}`,
    ...(rules.length === 0 ? [] : [`**Rules**: ${plainText(rules.join(', '))} (doc/rules.md)`]),
    ...(sources.length === 0 ? [] : [['**Sources**', '', ...list(sources)].join('\n')]),
    ...(guards.length === 0 ? [] : [['**Guards**', '', ...list(guards)].join('\n')]),
    ['**Reason codes**', '', ...codes].join('\n'),
  ];
  return parts.join('\n\n');
}
