import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AnyRow } from '../../../src/impl/ddi/row.ts';
import { DDI_TABLE } from '../../../src/impl/ddi/table.ts';

interface Reference {
  docstrings(): Map<string, string>;
  ddiReference(rows: Readonly<Record<string, AnyRow>>, docs: ReadonlyMap<string, string>): string;
}

const script = new URL('../../../scripts/ddi-reference.js', import.meta.url).href;
const { docstrings, ddiReference } = (await import(script)) as Reference;
const written = readFileSync(new URL('../../../doc/ddi.md', import.meta.url), 'utf8');

it('doc/ddi.md says what the rows say: npm run reference writes it', () => {
  expect(written).toBe(ddiReference(DDI_TABLE, docstrings()));
});

it('another IRQL, another docstring or one more routine makes it another page', () => {
  const docs = docstrings();
  const { IoFreeMdl } = DDI_TABLE;
  const pages = [
    ddiReference({ ...DDI_TABLE, IoFreeMdl: { ...IoFreeMdl, irql: [1, 2] } }, docs),
    ddiReference(DDI_TABLE, new Map([...docs, ['IoFreeMdl', 'Frees it.']])),
    ddiReference({ ...DDI_TABLE, IoFreeMdl2: IoFreeMdl }, new Map([...docs, ['IoFreeMdl2', 'Frees it.']])),
  ];
  expect(pages).not.toContain(written);
  expect(pages[0]).toContain('- IRQL: APC_LEVEL to DISPATCH_LEVEL');
});

it('a routine without a docstring is refused', () => {
  const docs = docstrings();
  expect([...docs.keys()].sort()).toEqual(Object.keys(DDI_TABLE).sort());
  docs.delete('IoFreeMdl');
  expect(() => ddiReference(DDI_TABLE, docs)).toThrow('IoFreeMdl has no docstring');
});
