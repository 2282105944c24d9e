import { afterEach, describe, expect, it } from 'vitest';
import { EngineChanged, Intrinsics } from '../../src/hosts/intrinsics.ts';

const intrinsics = new Intrinsics();
// Other tests are not to suffer from one that fails.
afterEach(() => {
  intrinsics.restore();
});

const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]());
const typedArray = Object.getPrototypeOf(Uint8Array);

/** Sets a property without regard to its type. */
function set(object: object, key: PropertyKey, value: unknown): void {
  Reflect.set(object, key, value);
}

describe('a change is noticed, named and put back', () => {
  const ways: readonly [string, () => void, () => unknown][] = [
    ['Array.prototype.push', () => set(Array.prototype, 'push', () => 0), () => Array.prototype.push],
    ['String.prototype.trim', () => Reflect.deleteProperty(String.prototype, 'trim'), () => ''.trim],
    ['Object.prototype.more', () => set(Object.prototype, 'more', 1), () => Reflect.get({}, 'more')],
    [
      'Array.prototype[own]',
      () => set(Array.prototype, Symbol('own'), 1),
      () => Reflect.ownKeys(Array.prototype).length,
    ],
    ['Math', () => set(globalThis, 'Math', { ...Math }), () => Math],
    ['JSON', () => Reflect.deleteProperty(globalThis, 'JSON'), () => JSON],
    ['process', () => set(globalThis, 'process', { ...process }), () => process],
    ['Buffer', () => set(globalThis, 'Buffer', null), () => Buffer],
    ['Buffer.concat', () => set(Buffer, 'concat', () => null), () => Buffer.concat],
    ['%ArrayIteratorPrototype%.next', () => set(arrayIterator, 'next', () => null), () => arrayIterator.next],
    [
      'Object.getPrototypeOf(Int8Array).from',
      () => set(typedArray, 'from', () => null),
      () => typedArray.from,
    ],
    [
      'Object.getPrototypeOf(Int8Array.prototype).set',
      () => set(typedArray.prototype, 'set', () => null),
      () => typedArray.prototype.set,
    ],
    [
      'Map.prototype.size',
      () => Object.defineProperty(Map.prototype, 'size', { get: () => 0, configurable: true }),
      () => new Map([[1, 1]]).size,
    ],
    [
      'Object.prototype.__proto__',
      () => Object.defineProperty(Object.prototype, '__proto__', { set: () => {} }),
      () => Object.getOwnPropertyDescriptor(Object.prototype, '__proto__')?.set,
    ],
    ['Math.PI', () => undefined, () => Math.PI],
    [
      'Object.getPrototypeOf(Array.prototype)',
      () => Object.setPrototypeOf(Array.prototype, null),
      () => Object.getPrototypeOf(Array.prototype),
    ],
  ];

  it.each(ways.filter(([name]) => name !== 'Math.PI'))('%s', (name, change, look) => {
    const before = look();
    change();
    const changed = intrinsics.restore();
    expect(changed).toEqual([name]);
    expect(look()).toBe(before);
    expect(intrinsics.restore()).toEqual([]);
    expect(intrinsics.isSpoiled).toBe(false);
  });
});

it('an accessor in the place of a method is noticed', () => {
  const { at } = Array.prototype;
  Object.defineProperty(Array.prototype, 'at', { get: () => at, configurable: true });
  expect(intrinsics.restore()).toEqual(['Array.prototype.at']);
  expect(Object.getOwnPropertyDescriptor(Array.prototype, 'at')?.value).toBe(at);
});

it('at most ten changes are named, and all are put back', () => {
  const names = Array.from({ length: 30 }, (_each, index) => `extra${index}`);
  for (const name of names) set(Object.prototype, name, 1);
  expect(intrinsics.restore()).toHaveLength(10);
  expect(names.filter((name) => name in {})).toEqual([]);
});

describe('what code may do', () => {
  it('nothing is noticed when nothing changed', () => {
    expect(intrinsics.restore()).toEqual([]);
  });

  it('how stacks are captured may be set', () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 3;
    set(Error, 'prepareStackTrace', () => '');
    expect(intrinsics.restore()).toEqual([]);
    Error.stackTraceLimit = stackTraceLimit;
    Reflect.deleteProperty(Error, 'prepareStackTrace');
  });

  it('but not by an accessor, which every new error calls', () => {
    const { stackTraceLimit } = Error;
    for (const key of ['stackTraceLimit', 'prepareStackTrace']) {
      const get = (): never => {
        throw new TypeError('no errors here');
      };
      Object.defineProperty(Error, key, { configurable: true, get });
    }
    const changed = intrinsics.restore();
    expect(new RangeError('as ever').message).toBe('as ever');
    expect(changed).toEqual(['Error.stackTraceLimit', 'Error.prepareStackTrace']);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
    expect('prepareStackTrace' in Error).toBe(false);
  });
});

describe('other objects', () => {
  it('are watched with their prototypes, by the names they are given', () => {
    class Request {
      complete(): number {
        return 1;
      }
    }
    const watched = new Intrinsics({ Request, size: 5 });
    set(Request.prototype, 'complete', () => 2);
    set(Request, 'made', true);
    expect(watched.restore()).toEqual(['Request.prototype.complete', 'Request.made']);
    expect(new Request().complete()).toBe(1);
    expect('made' in Request).toBe(false);
  });
});

it('an object that has a name goes by that, also where another leads to it first', () => {
  class Request {
    complete(): void {}
  }
  class Read extends Request {}
  const watched = new Intrinsics({ Read, Request });
  set(Request.prototype, 'complete', () => 2);
  expect(watched.restore()).toEqual(['Request.prototype.complete']);
});

describe('what can not be put back', () => {
  it.each<[string, (kind: { prototype: object }) => void, string]>([
    [
      'a property that was sealed',
      ({ prototype }) =>
        Object.defineProperty(prototype, 'run', { value: 1, configurable: false, writable: false }),
      'Kind.prototype.run',
    ],
    [
      'a new property that was sealed',
      ({ prototype }) => Object.defineProperty(prototype, 'more', { value: 1 }),
      'Kind.prototype.more',
    ],
    [
      'an object that takes no more',
      ({ prototype }) => Object.preventExtensions(prototype),
      'Object.isExtensible(Kind.prototype)',
    ],
  ])('%s', (_what, change, name) => {
    class Kind {
      run(): void {}
    }
    const watched = new Intrinsics({ Kind });
    expect(watched.isSpoiled).toBe(false);
    change(Kind);
    expect(watched.restore()).toEqual([name]);
    expect(watched.isSpoiled).toBe(true);
  });
});

describe('what the harness needs to go on', () => {
  it.each<[string, object, string]>([
    ['Array.prototype.push', Array.prototype, 'push'],
    ['Map.prototype.get', Map.prototype, 'get'],
    ['Math.min', Math, 'min'],
    ['Uint8Array.prototype.fill', typedArray.prototype, 'fill'],
  ])('%s', (_name, object, key) => {
    expect(() => intrinsics.requireUsable()).not.toThrow();
    set(object, key, () => 0);
    let thrown: unknown;
    try {
      intrinsics.requireUsable();
    } catch (error) {
      thrown = error;
    }
    intrinsics.restore();
    expect(thrown).toBeInstanceOf(EngineChanged);
    expect(() => intrinsics.requireUsable()).not.toThrow();
  });
});
