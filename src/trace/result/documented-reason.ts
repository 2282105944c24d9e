import type { MicrosoftRule, PropertyDocumentation, ReasonDocumentation } from './property-documentation.ts';

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

/** What is documented of a reason code of a property: the most definite of those it is one of; null where it is none. */
export function documentedReason(
  property: Pick<PropertyDocumentation, 'reasons'> | undefined,
  reason: string,
): ReasonDocumentation | null {
  const length = (each: ReasonDocumentation): number => literals(each).join('').length;
  const fitting = (property?.reasons ?? []).filter((each) => isReason(reason, each));
  return fitting.sort((left, right) => length(right) - length(left))[0] ?? null;
}

/** `Microsoft: MarkIrpPending (0xC9/0x23E, non-fatal)`, or without a name `Microsoft: 0xC9/0x224 (fatal)`. */
export function microsoftText({ name, code, severity }: MicrosoftRule): string {
  const [first, ...rest] = [name, code, severity].filter((part) => part !== null);
  return `Microsoft: ${first} (${rest.join(', ')})`;
}

/** What a reason code means, with Microsoft's rule where there is one. */
export function reasonText({ meaning, microsoft }: ReasonDocumentation): string {
  return microsoft === undefined ? meaning : `${meaning}. ${microsoftText(microsoft)}`;
}
