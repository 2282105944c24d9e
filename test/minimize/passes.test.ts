import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PASSES } from '../../src/minimize/passes/index.ts';

it('the documentation lists every pass in order', () => {
  const text = readFileSync(new URL('../../doc/minimizer.md', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(PASSES.map(({ name }) => name));
});
