import { describe, expect, it } from 'vitest';
import { type Slot, slotsOf, withNumbers } from '../../src/minimize/numbers.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { open, read } from '../campaign/subjects.ts';

const OPS: readonly Op[] = [open(), read({ offset: '7', length: 3, key: 4_294_967_295 })];

function slot(name: string, at = 1): Slot {
  const found = slotsOf(OPS).find(({ op, field }) => op === at && field.key === name);
  if (found === undefined) throw new Error(`operation ${at} has no ${name}`);
  return found;
}

const KEY = slot('key');
const OFFSET = slot('offset');

describe('operations with other numbers', () => {
  it('have those, each in its slot', () => {
    const values = new Map([
      [KEY, 9n],
      [OFFSET, 0n],
    ]);
    const changed = withNumbers(OPS, [KEY, OFFSET], (each) => values.get(each) ?? -1n);
    expect(changed).toEqual([open(), read({ offset: '0', length: 3, key: 9 })]);
    expect(OPS[1]).toMatchObject({ offset: '7', key: 4_294_967_295 });
  });

  it.each([0n, 1n, 4_294_967_295n])('may have %s, which the field takes', (value) => {
    expect(withNumbers(OPS, [KEY], () => value)?.[1]).toMatchObject({ key: Number(value) });
  });

  it.each([-1n, 4_294_967_296n])('are none with %s, which it does not take', (value) => {
    expect(withNumbers(OPS, [KEY], () => value)).toBeNull();
    expect(withNumbers(OPS, [OFFSET, KEY], (each) => (each === KEY ? value : 1n))).toBeNull();
  });

  it('are none where the operation of a slot is gone', () => {
    expect(withNumbers(OPS.slice(0, 1), [KEY], () => 1n)).toBeNull();
  });
});
