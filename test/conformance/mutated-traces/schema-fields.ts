import { fromDist } from '../dist.ts';
import { FIELDS, OBJECTS } from './fields.ts';
import { isFields } from './places.ts';

const { traceJsonSchema } = await fromDist<typeof import('../../../src/trace/schema.ts')>('trace/schema');

/** Fields inside the value of a union, whose rules the table lists with the union's own. */
const IN_UNIONS = /\.(?:offset|length|data|during|load|unload)\..*$/;

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The kind of operation that an object of the schema describes, null for other objects. */
function kindOf(schema: unknown): string | null {
  const op = isFields(schema) && isFields(schema['properties']) ? schema['properties']['op'] : null;
  return isFields(op) && typeof op['const'] === 'string' ? op['const'] : null;
}

function walk(schema: unknown, path: string, kind: string | null, found: Set<string>): void {
  if (!isFields(schema)) return;
  const here = kindOf(schema) ?? kind;
  for (const part of [...list(schema['anyOf']), ...list(schema['oneOf'])]) walk(part, path, here, found);
  walk(schema['items'], `${path}.*`, here, found);
  const properties = isFields(schema['properties']) ? schema['properties'] : {};
  for (const [name, field] of Object.entries(properties)) {
    const place = path === '' ? name : `${path}.${name}`;
    // The kind itself is one field for all kinds.
    found.add(place === 'ops.*.op' || here === null ? place : `${place} (${here})`);
    walk(field, place, here, found);
  }
}

/** Every field of the published JSON Schema: its path, with the kind of operation it belongs to. */
export function schemaFields(): string[] {
  const found = new Set<string>();
  walk(traceJsonSchema(), '', null, found);
  return [...found].filter((name) => !IN_UNIONS.test(name)).sort();
}

/** Every field for which the table has rules, objects and entries of arrays aside. */
export function tableFields(): string[] {
  const found = [...FIELDS, ...OBJECTS].map(({ place, kind }) => {
    const path = place.map((step) => (typeof step === 'string' ? step : '*')).join('.');
    return `${path}${kind === null ? '' : ` (${kind})`}`;
  });
  return [...new Set(found)].filter((name) => /\w( \(|$)/.test(name) && !/\*( \(|$)/.test(name)).sort();
}
