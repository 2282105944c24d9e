/**
 * Whether two states are the same by value, whatever kind of data a device model keeps in them. Where that is in
 * doubt, they differ: one state too many costs a step, one too few could accuse a driver.
 *
 * Objects are the same with the same prototype and the same own enumerable properties; bytes, arrays, dates, maps and
 * sets with the same contents, these two in any order. Numbers are compared as by `Object.is`, functions and what
 * hides its contents (an Error, a WeakMap, a class with a `Symbol.toStringTag`) by identity. Private fields are not
 * seen. States may be circular.
 */
export function isSameState(left: unknown, right: unknown): boolean {
  return isSame(left, right, []);
}

/** Objects that hold one primitive. */
const BOXES = [Date, Number, String, Boolean, BigInt, Symbol];

/** The prototype of what all typed arrays share. */
const TYPED_ARRAY: unknown = Object.getPrototypeOf(Uint8Array.prototype);

/** @param under the pairs that are being compared, one after the other: within themselves they count as the same */
function isSame(left: unknown, right: unknown, under: object[]): boolean {
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right)) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  for (let at = 0; at < under.length; at += 2) {
    if (under[at] === left && under[at + 1] === right) return true;
  }
  under.push(left, right);
  const same = hasSameContents(left, right, under) && hasSameProperties(left, right, under);
  under.length -= 2;
  return same;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Compares what is no property. */
function hasSameContents(left: object, right: object, under: object[]): boolean {
  if (ArrayBuffer.isView(left) && ArrayBuffer.isView(right))
    return isSameBytes(bytesOf(left), bytesOf(right));
  if (left instanceof ArrayBuffer && right instanceof ArrayBuffer) {
    return isSameBytes(new Uint8Array(left), new Uint8Array(right));
  }
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length;
  if (left instanceof Map && right instanceof Map) return hasSameEntries(left, right, under);
  if (left instanceof Set && right instanceof Set) return hasSameEntries(keyed(left), keyed(right), under);
  if (Object.prototype.toString.call(left) === '[object Object]') return true;
  return BOXES.some((type) => left instanceof type) && Object.is(left.valueOf(), right.valueOf());
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return view instanceof Uint8Array ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function keyed(values: ReadonlySet<unknown>): Map<unknown, unknown> {
  return new Map(Array.from(values, (value) => [value, undefined]));
}

function hasSameEntries(
  left: ReadonlyMap<unknown, unknown>,
  right: ReadonlyMap<unknown, unknown>,
  under: object[],
): boolean {
  if (left.size !== right.size) return false;
  // Keys that are objects find their like by value, each of them once.
  const others = [...right].filter(([key]) => isObject(key));
  for (const [key, value] of left) {
    if (isObject(key)) {
      const at = others.findIndex((other) => isSame(key, other[0], under) && isSame(value, other[1], under));
      if (at < 0) return false;
      others.splice(at, 1);
    } else if (!right.has(key) || !isSame(value, right.get(key), under)) return false;
  }
  return true;
}

function hasSameProperties(left: object, right: object, under: object[]): boolean {
  const keys = propertiesOf(left);
  if (keys.length !== propertiesOf(right).length) return false;
  return keys.every(
    (key) => isEnumerable(right, key) && isSame(Reflect.get(left, key), Reflect.get(right, key), under),
  );
}

function isEnumerable(object: object, key: string | symbol): boolean {
  return Object.prototype.propertyIsEnumerable.call(object, key);
}

/** Names and symbols of own enumerable properties. */
function propertiesOf(object: object): readonly (string | symbol)[] {
  // The elements of a typed array are its bytes; naming them takes long, and only a class of one's own has more.
  const prototype: unknown = Object.getPrototypeOf(object);
  if (isObject(prototype) && Object.getPrototypeOf(prototype) === TYPED_ARRAY) return [];
  const symbols = Object.getOwnPropertySymbols(object).filter((symbol) => isEnumerable(object, symbol));
  return [...Object.keys(object), ...symbols];
}
