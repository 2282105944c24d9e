import { describe, expect, it } from 'vitest';
import { Odometer } from '../../../../src/trace/ops/draw/odometer.ts';

function allOf<Value>(computation: (odometer: Odometer) => Value): Value[] {
  const odometer = new Odometer();
  const all: Value[] = [];
  do all.push(computation(odometer));
  while (odometer.next());
  return all;
}

describe('an odometer', () => {
  it('counts through every combination, the last choice fastest', () => {
    expect(allOf((odometer) => `${odometer.choose(2)}${odometer.choose(3)}`)).toEqual([
      '00',
      '01',
      '02',
      '10',
      '11',
      '12',
    ]);
  });

  it('takes choices that depend on those before', () => {
    const sequences = allOf((odometer) => {
      const length = odometer.choose(3);
      return Array.from({ length }, () => odometer.choose(2)).join('');
    });
    expect(sequences).toEqual(['', '0', '1', '00', '01', '10', '11']);
  });

  it('goes once through what chooses nothing, and begins anew after the last', () => {
    expect(allOf(() => 'once')).toEqual(['once']);
    const odometer = new Odometer();
    expect([odometer.choose(2), odometer.next(), odometer.choose(2), odometer.next()]).toEqual([
      0,
      true,
      1,
      false,
    ]);
    expect(odometer.choose(2)).toBe(0);
  });

  it('refuses a computation that chooses otherwise after the same choices', () => {
    const odometer = new Odometer();
    odometer.choose(2);
    odometer.choose(2);
    odometer.next();
    expect(() => odometer.choose(3)).toThrow(new RangeError('choice 0: of 3, and of 2 before'));
  });
});
