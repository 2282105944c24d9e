import { describe, expect, it } from 'vitest';
import { describeThrown, textOf } from '../../src/trace/thrown.ts';

class DeviceError extends Error {
  override readonly name: string = 'DeviceError';
}

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const withField = (field: 'name' | 'message', value: unknown): Error =>
  Object.defineProperty(new Error('x'), field, { value });

const NO_TEXT = 'a value that has no text';

describe('what was thrown has a name and a message', () => {
  it.each<[what: string, thrown: unknown, name: string, message: string]>([
    ['an Error', new RangeError('too far'), 'RangeError', 'too far'],
    ['an Error of its own class', new DeviceError('a\nb'), 'DeviceError', 'a\nb'],
    ['text', 'words', 'thrown value', 'words'],
    ['undefined', undefined, 'thrown value', 'undefined'],
    ['a symbol', Symbol('s'), 'thrown value', 'Symbol(s)'],
    ['an object', {}, 'thrown value', '[object Object]'],
    ['an object without a prototype', Object.create(null), 'thrown value', NO_TEXT],
    ['a revoked proxy', revoked(), 'thrown value', NO_TEXT],
    ['an Error whose name is a symbol', withField('name', Symbol('n')), 'Symbol(n)', 'x'],
    ['an Error whose message has no text', withField('message', Object.create(null)), 'Error', NO_TEXT],
  ])('%s', (_what, thrown, name, message) => {
    expect(describeThrown(thrown)).toEqual({ name, message });
  });

  it('an Error whose getters throw', () => {
    const error = new Error('x');
    Object.defineProperty(error, 'message', {
      get() {
        throw new Error('y');
      },
    });
    expect(describeThrown(error)).toEqual({ name: 'thrown value', message: NO_TEXT });
  });
});

it('long text is cut', () => {
  expect(textOf('x'.repeat(1000))).toHaveLength(1000);
  expect(textOf('x'.repeat(1001))).toBe(`${'x'.repeat(1000)}…`);
  expect(describeThrown(new Error('y'.repeat(10_000))).message).toBe(`${'y'.repeat(1000)}…`);
});
