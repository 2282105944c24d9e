import { expect, it } from 'vitest';
import { nearest } from '../../src/cli/suggest.ts';

const names = ['article', 'record', 'article-verbatim', 'wdm-article'];

it.each([
  ['artcle', 'article'],
  ['ARTICLE', 'article'],
  ['recrod', 'record'],
  ['article-verbatm', 'article-verbatim'],
  ['wdm', 'wdm-article'],
  ['rec', 'record'],
  ['', undefined],
  ['xyz', undefined],
  ['x'.repeat(1000), undefined],
])('%s means %s', (given, meant) => {
  expect(nearest(given, names)).toBe(meant);
});
