import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isSameState } from '../../src/model/same-state.ts';

class Empty {}
class Full {}
class Sector extends Uint8Array {
  isDirty = false;
}
class Store extends Map<string, number> {
  count = 0;
}

const NAMED = Symbol('named');

/** A value that holds itself. */
function circular(size: number): object {
  const parts: unknown[] = [size];
  const state = { parts, by: new Map<string, unknown>() };
  parts.push(state);
  state.by.set('self', state);
  return state;
}

function hidden(value: number): object {
  return Object.defineProperty({}, 'value', { value, enumerable: false });
}

const SAME: [string, unknown, unknown][] = [
  [
    'primitives',
    ['a', 1, 1n, true, null, undefined, NaN, NAMED],
    ['a', 1, 1n, true, null, undefined, NaN, NAMED],
  ],
  ['properties in any order', { a: 1, b: { c: [2] } }, { b: { c: [2] }, a: 1 }],
  ['objects without a prototype', Object.create(null), Object.create(null)],
  ['bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
  ['bytes of another place in memory', Uint8Array.of(9, 1, 2).subarray(1), Uint8Array.of(1, 2)],
  ['wider elements', Float64Array.of(NaN, 1), Float64Array.of(NaN, 1)],
  ['views', new DataView(Uint8Array.of(9, 1).buffer, 1), new DataView(Uint8Array.of(1).buffer)],
  ['buffers', Uint8Array.of(1).buffer, Uint8Array.of(1).buffer],
  [
    'maps in any order',
    new Map([
      ['a', [1]],
      ['b', [2]],
    ]),
    new Map([
      ['b', [2]],
      ['a', [1]],
    ]),
  ],
  ['maps by keys that are objects', new Map([[{ at: 1 }, 'x']]), new Map([[{ at: 1 }, 'x']])],
  ['sets in any order', new Set([{ at: 1 }, { at: 2 }, 3]), new Set([3, { at: 2 }, { at: 1 }])],
  ['dates', new Date(5), new Date(5)],
  ['boxed primitives', Object(1n), Object(1n)],
  ['objects of one class', new Full(), new Full()],
  ['symbols as names', { [NAMED]: [1] }, { [NAMED]: [1] }],
  ['frozen ones', Object.freeze([1]), [1]],
  ['circular ones', circular(1), circular(1)],
];

const DIFFERENT: [string, unknown, unknown][] = [
  ['numbers', 1, 2],
  ['the sign of zero', [0], [-0]],
  ['types', 1, 1n],
  ['null and undefined', null, undefined],
  ['null and an object', null, {}],
  ['an object and null', {}, null],
  ['values', { a: { b: 1 } }, { a: { b: 2 } }],
  ['names', { a: undefined }, { b: undefined }],
  ['how many names', { a: 1 }, { a: 1, b: undefined }],
  [
    'a property that is inherited',
    Object.assign(Object.create({ b: 1 }), { a: 1 }),
    Object.assign(Object.create({ b: 1 }), { b: 1 }),
  ],
  ['lengths', [1], [1, undefined]],
  ['holes', new Array(1), [undefined]],
  ['an array and an object', [], {}],
  ['further properties of arrays', Object.assign([1], { a: 1 }), [1]],
  ['classes', new Empty(), new Full()],
  ['a class and none', new Empty(), {}],
  ['symbols as names', { [NAMED]: 1 }, { [NAMED]: 2 }],
  ['bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 3)],
  ['lengths of bytes', Uint8Array.of(1, 2), Uint8Array.of(1)],
  ['kinds of bytes', Uint8Array.of(1), Int8Array.of(1)],
  ['the sign of zero among numbers', Float64Array.of(0), Float64Array.of(-0)],
  ['properties of a class of bytes', new Sector(2), Object.assign(new Sector(2), { isDirty: true })],
  ['bytes of such a class', new Sector(1), new Sector(1).fill(1)],
  ['buffers', Uint8Array.of(1).buffer, Uint8Array.of(2).buffer],
  ['entries', new Map([['a', [1]]]), new Map([['a', [2]]])],
  ['keys', new Map([['a', undefined]]), new Map([['b', undefined]])],
  ['keys that are objects', new Map([[{ at: 1 }, 'x']]), new Map([[{ at: 2 }, 'x']])],
  ['what such keys hold', new Map([[{ at: 1 }, 'x']]), new Map([[{ at: 1 }, 'y']])],
  ['sizes', new Set([1]), new Set([1, 2])],
  ['how often', new Set([{ at: 1 }, { at: 1 }]), new Set([{ at: 1 }, { at: 2 }])],
  ['a key that is an object and one that is not', new Set([{ at: 1 }]), new Set([1])],
  ['properties of a class of maps', new Store(), Object.assign(new Store(), { count: 1 })],
  ['dates', new Date(1), new Date(2)],
  ['boxed primitives', Object('a'), Object('b')],
  ['functions', () => 1, () => 1],
  ['what cannot be looked into', new WeakMap(), new WeakMap()],
  ['errors', new Error('a'), new Error('b')],
  ['what lies around a circle', circular(1), circular(2)],
];

describe('isSameState', () => {
  it.each(SAME)('has as the same: %s', (_, left, right) => {
    expect([isSameState(left, right), isSameState(right, left)]).toEqual([true, true]);
    expect(isDeepStrictEqual(left, right)).toBe(true);
  });

  it.each(DIFFERENT)('tells apart: %s', (_, left, right) => {
    expect([isSameState(left, right), isSameState(right, left)]).toEqual([false, false]);
  });

  it('has each as the same as itself', () => {
    for (const value of DIFFERENT.flatMap(([, left, right]) => [left, right])) {
      expect(isSameState(value, value)).toBe(true);
    }
  });

  it('looks at no property that is not enumerable', () => {
    expect(isSameState(hidden(1), hidden(2))).toBe(true);
    const hiddenSymbol = (value: number) =>
      Object.defineProperty({}, Symbol.for('hidden'), { value, enumerable: false });
    expect(isSameState(hiddenSymbol(1), hiddenSymbol(2))).toBe(true);
  });
});
