import { describe, expect, it } from 'vitest';
import type { FreshStructure } from '../../src/nt/fresh/facts.ts';
import { at } from '../../src/nt/fresh/facts.ts';
import { FRESH_STRUCTURES } from '../../src/nt/fresh/index.ts';
import { FRESH_MDL } from '../../src/nt/fresh/mdl.ts';
import { TABLE } from './layout-table.ts';

/** What is wrong with the places of a structure: bytes in two fields, and bytes in none that no alignment explains. */
function faultsOf({ places, size, alignment }: FreshStructure): string[] {
  const faults: string[] = [];
  let end = 0;
  const all = Object.entries(places).sort(([, one], [, other]) => one.offset - other.offset);
  for (const [name, place] of all) {
    if (place.offset % place.alignment !== 0) faults.push(`${name} is not aligned`);
    if (place.offset < end) faults.push(`${name} lies in another field`);
    if (place.offset - end >= place.alignment) faults.push(`nothing at ${end}`);
    end = Math.max(end, place.offset + place.size * place.count);
  }
  if (end > size) faults.push('fields beyond the end');
  if (size - end >= alignment) faults.push(`nothing at ${end}`);
  return faults;
}

describe.each(FRESH_STRUCTURES.map((structure) => [structure.name, structure] as const))(
  '%s',
  (name, structure) => {
    const { places, moments } = structure;

    it('has every byte in one field, or in none for the sake of alignment', () => {
      expect(faultsOf(structure)).toEqual([]);
    });

    it('has its fields where the table of layouts has them, and all of that table', () => {
      const others = ['Tail', 'Overlay', 'Parameters', 'DriverName', 'ServiceKeyName', 'FileName', 'Event'];
      for (const [key, offset] of TABLE) {
        const [prefix = '', ...rest] = key.split('.');
        const field = rest.join('.');
        if (prefix !== name || field === '') continue;
        if (field.startsWith('Parameters.') && !field.startsWith('Parameters.Read.')) continue;
        const place = places[field] ?? firstOf(places, others.includes(field) ? field : '');
        expect([field, place?.offset]).toEqual([field, offset]);
      }
      expect(structure.size).toBe(TABLE.get(`sizeof.${name}`));
    });

    it('says of each field at each moment what it holds', () => {
      for (const { holds } of Object.values(moments)) {
        expect(Object.keys(holds).sort()).toEqual(Object.keys(places).sort());
        for (const fact of Object.values(holds)) {
          if (fact.kind !== 'unknown') expect(fact.sources).not.toEqual([]);
        }
      }
    });
  },
);

/** The first field whose name begins with the name of what it is part of. */
function firstOf(
  places: FreshStructure['places'],
  whole: string,
): FreshStructure['places'][string] | undefined {
  return whole === ''
    ? undefined
    : Object.entries(places)
        .filter(([name]) => name.startsWith(whole))
        .map(([, place]) => place)
        .sort((one, other) => one.offset - other.offset)[0];
}

it.each([
  ['a field that is missing', { ByteCount: undefined }, ['nothing at 40']],
  ['the last one missing', { ByteOffset: undefined, ByteCount: undefined }, ['nothing at 40']],
  [
    'a field that is too large',
    { Next: at(0, 12, 8) },
    ['Size lies in another field', 'MdlFlags lies in another field'],
  ],
  ['a field at an odd place', { Size: at(9, 2) }, ['Size is not aligned', 'MdlFlags lies in another field']],
])('%s is noticed', (_name, change, faults) => {
  const places = Object.fromEntries(
    Object.entries({ ...FRESH_MDL.places, ...change }).flatMap(([name, place]) =>
      place === undefined ? [] : [[name, place]],
    ),
  );
  expect(faultsOf({ ...FRESH_MDL, places, moments: {} })).toEqual(faults);
});
