import { expect, it } from 'vitest';
import * as layout from '../../src/nt/layout.ts';
import { TABLE } from './layout-table.ts';

const { SIZE_OF, ...STRUCTURES } = layout;

/** What src/nt/layout.ts says, in the form of the table. */
function flat(): [string, number][] {
  const sizes = Object.entries(SIZE_OF).map(([name, size]): [string, number] => [`sizeof.${name}`, size]);
  const fields = Object.entries(STRUCTURES).flatMap(([structure, offsets]) =>
    Object.entries(offsets).map(([field, offset]): [string, number] => [`${structure}.${field}`, offset]),
  );
  return [...sizes, ...fields];
}

it('knows the whole table and nothing else', () => {
  expect(
    flat()
      .map(([name]) => name)
      .sort(),
  ).toEqual([...TABLE.keys()].sort());
});

it.each([...TABLE])('%s', (name, value) => {
  expect(new Map(flat()).get(name)).toBe(value);
});
