/** An own property of one of the engine's objects. */
interface Property {
  readonly object: object;
  readonly path: string;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

/** One of the engine's objects with the keys and the prototype it had. */
interface Watched {
  readonly object: object;
  readonly path: string;
  readonly keys: readonly PropertyKey[];
  readonly prototype: object | null;
  readonly isExtensible: boolean;
}

/** A global that is set through an accessor. */
interface Global {
  readonly name: string;
  readonly value: unknown;
}

// Taken before any driver could change them.
const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { isExtensible, setPrototypeOf, get: getValue, set: setValue } = Reflect;
const { is } = Object;

/** What code may well set: not counted as a change, unless an accessor takes its place, which every new error calls. */
const SETTABLE_KEYS = ['stackTraceLimit', 'prepareStackTrace'] as const;
const SETTABLE = new Set(SETTABLE_KEYS.map((key) => `Error.${key}`));
const usualLimit = Error.stackTraceLimit;

/** Prototypes that no global leads to. */
function hiddenObjects(): [string, unknown][] {
  const generator = getPrototypeOf(function* () {});
  const asyncGenerator = getPrototypeOf(async function* () {});
  return [
    ['%ArrayIteratorPrototype%', getPrototypeOf([][Symbol.iterator]())],
    ['%MapIteratorPrototype%', getPrototypeOf(new Map().entries())],
    ['%SetIteratorPrototype%', getPrototypeOf(new Set().values())],
    ['%StringIteratorPrototype%', getPrototypeOf(''[Symbol.iterator]())],
    ['%TypedArray%', getPrototypeOf(Uint8Array)],
    ['%GeneratorFunction.prototype%', generator],
    ['%AsyncGeneratorFunction.prototype%', asyncGenerator],
    ['%AsyncFunction.prototype%', getPrototypeOf(async () => {})],
  ];
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function nameOf(path: string, key: PropertyKey): string {
  return `${path}${typeof key === 'symbol' ? `[${key.description}]` : `.${String(key)}`}`;
}

/** The driver changed what the harness itself needs to go on. */
export class EngineChanged extends Error {
  override readonly name = 'EngineChanged';
}

const arrays = Array.prototype;
const maps = Map.prototype;
const sets = Set.prototype;
const strings = String.prototype;
const {
  push,
  pop,
  map,
  filter,
  slice,
  splice,
  join,
  find,
  some,
  every,
  includes: has,
  indexOf,
  flatMap,
} = arrays;
const { forEach, concat, sort, keys: arrayKeys, entries: arrayEntries, values: arrayValues } = arrays;
const { get, set: setEntry, has: hasKey } = maps;
const { add, has: hasMember } = sets;
const { call, apply, bind } = Function.prototype;
const { min, max, floor, imul } = Math;
const { asIntN, asUintN } = BigInt;
const bytes = Uint8Array.prototype;
const { subarray, fill, set: setBytes } = bytes;
const charAt = strings.slice;

/** Whether what nearly all code needs is as it was. Spelled out, because it is asked after every call. */
function isUsable(): boolean {
  return (
    arrays.push === push &&
    arrays.pop === pop &&
    arrays.map === map &&
    arrays.filter === filter &&
    arrays.slice === slice &&
    arrays.splice === splice &&
    arrays.join === join &&
    arrays.find === find &&
    arrays.some === some &&
    arrays.every === every &&
    arrays.includes === has &&
    arrays.indexOf === indexOf &&
    arrays.flatMap === flatMap &&
    arrays.forEach === forEach &&
    arrays.concat === concat &&
    arrays.sort === sort &&
    arrays.keys === arrayKeys &&
    arrays.entries === arrayEntries &&
    arrays[Symbol.iterator] === arrayValues &&
    maps.get === get &&
    maps.set === setEntry &&
    maps.has === hasKey &&
    sets.add === add &&
    sets.has === hasMember &&
    Function.prototype.call === call &&
    Function.prototype.apply === apply &&
    Function.prototype.bind === bind &&
    Math.min === min &&
    Math.max === max &&
    Math.floor === floor &&
    Math.imul === imul &&
    BigInt.asIntN === asIntN &&
    BigInt.asUintN === asUintN &&
    bytes.subarray === subarray &&
    bytes.fill === fill &&
    bytes.set === setBytes &&
    strings.slice === charAt
  );
}

/** What every thread has of the engine's own, in whose place a changed one would spoil any code that runs after. */
const NAMES: readonly string[] = [
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'RegExp'],
  ...['Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'JSON', 'Math'],
  ...['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'Int8Array', 'Uint8Array', 'Int16Array'],
  ...['Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array'],
  ...['BigUint64Array', 'Uint8ClampedArray', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'EvalError'],
  ...[
    'ReferenceError',
    'URIError',
    'AggregateError',
    'Buffer',
    'parseInt',
    'parseFloat',
    'isNaN',
    'isFinite',
  ],
  ...['setTimeout', 'setImmediate', 'setInterval', 'clearTimeout', 'clearImmediate', 'clearInterval'],
  ...['queueMicrotask', 'structuredClone', 'process', 'console', 'undefined', 'NaN', 'Infinity'],
];

/**
 * The engine's own objects, as they were when this was made: the globals that code relies on, their prototypes and
 * methods. A driver that changes them would change how everything after it runs, the harness included.
 */
export class Intrinsics {
  readonly #objects: Watched[] = [];
  readonly #properties: Property[] = [];
  readonly #globals: Global[] = [];
  /** Names that objects have of their own, among those besides the engine's. */
  readonly #names = new Map<object, string>();
  #spoiled = false;

  /** @param others objects that every driver can reach besides, by their names; functions with their prototypes */
  constructor(others: Readonly<Record<string, unknown>> = {}) {
    for (const [name, value] of Object.entries(others)) this.#name(name, value);
    for (const name of NAMES) {
      const descriptor = getOwnPropertyDescriptor(globalThis, name);
      if (descriptor === undefined) continue;
      this.#properties.push({ object: globalThis, path: name, key: name, descriptor });
      const value = Reflect.get(globalThis, name);
      // Some globals are set through an accessor, which stays the same.
      if (descriptor.set !== undefined) this.#globals.push({ name, value });
      // What a process is changes as it runs; only its place is watched.
      if (name !== 'process' && name !== 'console') this.#add(name, value);
    }
    for (const [path, object] of hiddenObjects()) this.#add(path, object);
    for (const name of Object.keys(others)) this.#add(name, others[name]);
  }

  /** Whether something was changed that could not be put back. */
  get isSpoiled(): boolean {
    return this.#spoiled;
  }

  /** @throws {EngineChanged} when the driver changed what the harness needs to go on at all */
  requireUsable(): void {
    if (!isUsable()) throw new EngineChanged('the driver changed the engine');
  }

  /** Names of what has been changed since, at most ten; each is put back as it was, if that is possible. */
  restore(): string[] {
    const changed: string[] = [];
    const note = (path: string, restored: boolean): void => {
      if (changed.length < 10) changed[changed.length] = path;
      if (!restored) this.#spoiled = true;
    };
    for (let index = 0; index < this.#properties.length; index += 1) {
      const property = this.#properties[index];
      if (property === undefined) continue;
      const { object, path, key, descriptor } = property;
      const now = getOwnPropertyDescriptor(object, key);
      if (now === undefined || !sameProperty(now, descriptor)) {
        note(path, defineProperty(object, key, descriptor));
      }
    }
    for (let index = 0; index < SETTABLE_KEYS.length; index += 1) {
      const key = SETTABLE_KEYS[index];
      const now = key === undefined ? undefined : getOwnPropertyDescriptor(Error, key);
      if (key === undefined || now === undefined || (now.get === undefined && now.set === undefined))
        continue;
      note(`Error.${key}`, deleteProperty(Error, key));
      if (key === 'stackTraceLimit') Error.stackTraceLimit = usualLimit;
    }
    for (let index = 0; index < this.#globals.length; index += 1) {
      const global = this.#globals[index];
      if (global === undefined || is(getValue(globalThis, global.name), global.value)) continue;
      note(global.name, setValue(globalThis, global.name, global.value));
    }
    for (let index = 0; index < this.#objects.length; index += 1) {
      const watched = this.#objects[index];
      if (watched !== undefined) restoreObject(watched, note);
    }
    return changed;
  }

  #add(path: string, object: unknown): void {
    if (!isObject(object) || object === globalThis || this.#objects.some((known) => known.object === object))
      return;
    const keys = ownKeys(object);
    const prototype = getPrototypeOf(object);
    this.#objects.push({ object, path, keys, prototype, isExtensible: isExtensible(object) });
    for (const key of keys) {
      const name = nameOf(path, key);
      const descriptor = getOwnPropertyDescriptor(object, key);
      if (descriptor === undefined || SETTABLE.has(name)) continue;
      this.#properties.push({ object, path: name, key, descriptor });
      if (key === 'prototype') this.#add(name, descriptor.value);
    }
    if (prototype !== null)
      this.#add(this.#names.get(prototype) ?? `Object.getPrototypeOf(${path})`, prototype);
  }

  /** Remembers what an object is called, and its prototype, however it is come by. */
  #name(name: string, value: unknown): void {
    if (!isObject(value)) return;
    this.#names.set(value, name);
    if (typeof value === 'function' && isObject(value.prototype))
      this.#names.set(value.prototype, `${name}.prototype`);
  }
}

type Note = (path: string, restored: boolean) => void;

/** Puts an object's prototype back, and removes the keys that it did not have. */
function restoreObject({ object, path, keys, prototype, isExtensible: was }: Watched, note: Note): void {
  if (getPrototypeOf(object) !== prototype) {
    note(`Object.getPrototypeOf(${path})`, setPrototypeOf(object, prototype));
  }
  if (was && !isExtensible(object)) note(`Object.isExtensible(${path})`, false);
  const found = ownKeys(object);
  if (found.length === keys.length) return;
  for (let index = 0; index < found.length; index += 1) {
    const key = found[index];
    if (key === undefined || includes(keys, key)) continue;
    const name = nameOf(path, key);
    if (!SETTABLE.has(name)) note(name, deleteProperty(object, key));
  }
}

function sameProperty(left: PropertyDescriptor, right: PropertyDescriptor): boolean {
  return (
    is(left.value, right.value) &&
    left.get === right.get &&
    left.set === right.set &&
    left.writable === right.writable &&
    left.configurable === right.configurable
  );
}

/** Without the methods of arrays, which may be what was changed. */
function includes(keys: readonly PropertyKey[], wanted: PropertyKey): boolean {
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === wanted) return true;
  return false;
}
