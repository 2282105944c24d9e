// Writes doc/ddi.md from the rows that are built.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DDI_TABLE } from '../dist/impl/ddi/table.js';
import { ddiReference, docstrings } from './ddi-reference.js';

writeFileSync(
  fileURLToPath(new URL('../doc/ddi.md', import.meta.url)),
  ddiReference(DDI_TABLE, docstrings()),
);
