// Writes the JSON Schemas of our formats into dist/schema, where editors and other programs find them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resultJsonSchema } from '../dist/trace/result/result-schema.js';
import { traceJsonSchema } from '../dist/trace/schema.js';

const folder = fileURLToPath(new URL('../dist/schema', import.meta.url));
const schemas = { 'irptrace-2': traceJsonSchema(), 'irpresult-2': resultJsonSchema() };

mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(`${folder}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
