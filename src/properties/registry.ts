import type { FindingKey } from '../trace/finding/finding.ts';
import type { View } from '../trace/ops/view.ts';
import { documentedReason, microsoftText } from '../trace/result/documented-reason.ts';
import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';
import { CONTRACT_PROPERTIES } from './contract/index.ts';
import type { PropertyEvidence } from './evidence/property-evidence.ts';
import { METAMORPHIC_PROPERTIES } from './metamorphic/index.ts';
import { MODEL_PROPERTIES } from './model/index.ts';
import type { Property, PropertyEntry, RelationProperty } from './property.ts';
import type { Relation } from './relation.ts';
import { WIN32_PROPERTIES } from './win32/index.ts';

const ALL: readonly (Property | RelationProperty)[] = [
  ...MODEL_PROPERTIES,
  ...WIN32_PROPERTIES,
  ...CONTRACT_PROPERTIES,
  ...METAMORPHIC_PROPERTIES,
];

const BY_ID: ReadonlyMap<string, Property> = new Map(ALL.map((property) => [property.id, property]));

/** Every property a campaign judges, in the order in which results list them. */
export const PROPERTIES: readonly PropertyEntry[] = ALL;

/** The properties that a campaign of a view judges, in the same order. */
export function propertiesOf(view: View): readonly PropertyEntry[] {
  return ALL.filter(({ views }) => views.includes(view));
}

/** Those that compare a run with variants of it, in the same order. */
export const RELATIONS: readonly Relation[] = ALL.flatMap((property) =>
  'relation' in property ? [property.relation] : [],
);

/** What each of them means, in the same order. */
export const DOCUMENTED_PROPERTIES: readonly PropertyDocumentation[] = ALL.map(({ id, documentation }) => ({
  id,
  ...documentation,
}));

/** What shows breaches of what is no property of this version. */
const UNKNOWN_EVIDENCE: PropertyEvidence = { marks: [], seenBy: 'driver' };

/** What a breach means on Windows, one line for people, with Microsoft's rule where there is one. What is no property has none. */
export function consequenceOf({ property, reason }: Pick<FindingKey, 'property' | 'reason'>): string {
  const documentation = BY_ID.get(property)?.documentation;
  if (documentation === undefined) return '';
  const { consequence } = documentation;
  const rule = documentedReason(documentation, reason)?.microsoft;
  return rule === undefined ? consequence : `${consequence}. ${microsoftText(rule)}`;
}

/** What shows a breach of a property to a reader. */
export function evidenceFor(property: string): PropertyEvidence {
  return BY_ID.get(property)?.evidence ?? UNKNOWN_EVIDENCE;
}
