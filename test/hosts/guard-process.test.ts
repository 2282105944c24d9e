import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { guardProcess, ProcessExit } from '../../src/hosts/guard-process.ts';

/** The part of a process that is guarded. */
class FakeProcess extends EventEmitter {
  capture: (error: unknown) => void = () => {};
  setUncaughtExceptionCaptureCallback(capture: (error: unknown) => void): void {
    this.capture = capture;
  }
  exit(): void {}
  kill(): void {}
  abort(): void {}
  reallyExit(): void {}
  _kill(): void {}
  _getActiveHandles(): unknown[] {
    return ['a port'];
  }
}

function guarded(): { target: FakeProcess; strays: string[] } {
  const target = new FakeProcess();
  const strays: string[] = [];
  guardProcess((message) => strays.push(message), target as unknown as NodeJS.Process);
  return { target, strays };
}

it.each(['exit', 'kill', 'abort', 'reallyExit', '_kill'] as const)(
  'process.%s throws, whatever it is given',
  (name) => {
    const call: (...parameters: unknown[]) => void = guarded().target[name];
    expect(() => call(4711, 'SIGKILL')).toThrow(ProcessExit);
    expect(() => call(Object.create(null))).toThrow(`process.${name} was called`);
  },
);

it('shows nobody the ports that are used', () => {
  expect(guarded().target._getActiveHandles()).toEqual([]);
});

it('can not be undone', () => {
  const { target } = guarded();
  expect(() => {
    target.exit = () => {};
  }).toThrow(TypeError);
  expect(Reflect.deleteProperty(target, 'exit')).toBe(false);
});

it('nobody else can be told of errors that nothing catches', () => {
  const { target, strays } = guarded();
  target.removeAllListeners();
  expect(() => target.setUncaughtExceptionCaptureCallback(() => {})).toThrow(
    'process.setUncaughtExceptionCaptureCallback is irpcheck’s own',
  );
  target.capture(new Error('nobody hears this'));
  expect(strays).toEqual(['Error: nobody hears this']);
});

it('errors that nobody catches are told', () => {
  const { target, strays } = guarded();
  target.capture(new RangeError('in a timer'));
  target.emit('unhandledRejection', 'in a promise', Promise.resolve());
  target.emit('unhandledRejection', Object.create(null), Promise.resolve());
  expect(strays).toEqual([
    'RangeError: in a timer',
    'thrown value: in a promise',
    'thrown value: a value that has no text',
  ]);
});
