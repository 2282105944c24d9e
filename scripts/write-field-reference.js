// Writes doc/fields.md from the tables that are built.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FRESH_STRUCTURES } from '../dist/nt/fresh/index.js';
import { SOURCES } from '../dist/nt/fresh/sources.js';
import { fieldReference } from './field-reference.js';

writeFileSync(
  fileURLToPath(new URL('../doc/fields.md', import.meta.url)),
  fieldReference(FRESH_STRUCTURES, SOURCES),
);
