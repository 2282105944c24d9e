import { describe, expect, it } from 'vitest';
import { MachineStopped } from '../../../src/impl/memory/exceptions.ts';
import { createFile, lastOf, observe, on, openFile, writeFile } from './calls.ts';
import { services } from './services.ts';

const NOTHING_LEFT = { poolBlocks: 0, mappings: 0, lockedPages: 0 };

describe('W6 a service', () => {
  it('is created stopped, starts, stops and starts again with fresh data', () => {
    const { machine, manager } = services();
    expect(manager.create('example', 'article', 'demand')).toBe(0);
    expect(manager.query('example')).toEqual({ name: 'example', state: 'STOPPED', exitCode: 1077 });
    expect(manager.start('example')).toBe(0);
    expect(manager.query('example')).toEqual({ name: 'example', state: 'RUNNING', exitCode: 0 });
    observe({ machine }, createFile(), writeFile(), on('CloseHandle'));
    const stopped = { name: 'example', state: 'STOPPED', exitCode: 0 };
    expect(manager.stop('example')).toEqual({ error: 0, status: stopped });
    expect(lastOf({ machine }, createFile()).lastError).toBe(2);
    expect(manager.start('example')).toBe(0);
    expect(lastOf({ machine }, openFile(), on('File::read_to_end', 1)).bytes).toBe(0);
    expect(machine.shutDown()).toEqual(NOTHING_LEFT);
  });

  it('waits in STOP_PENDING for the last handle (R17)', () => {
    const { machine, manager } = services();
    manager.create('example', 'article', 'demand');
    manager.start('example');
    observe({ machine }, createFile());
    expect(manager.stop('example').status?.state).toBe('STOP_PENDING');
    expect(lastOf({ machine }, createFile()).lastError).toBe(433);
    expect(manager.stop('example')).toEqual({ error: 1061, status: null });
    expect(manager.start('example')).toBe(1056);
    observe({ machine }, on('CloseHandle'));
    expect(manager.query('example')?.state).toBe('STOPPED');
    expect(manager.start('example')).toBe(0);
  });

  it('has the names of its device to itself', () => {
    const { manager } = services();
    for (const name of ['one', 'two']) manager.create(name, 'article', 'demand');
    expect([manager.start('one'), manager.start('two')]).toEqual([0, 183]);
    expect(manager.query('two')).toEqual({ name: 'two', state: 'STOPPED', exitCode: 183 });
    manager.stop('one');
    expect(manager.start('two')).toBe(0);
  });

  it('is known whatever the case of its name', () => {
    const { manager } = services();
    manager.create('Example', 'article', 'demand');
    expect(manager.query('eXAMPLE')?.name).toBe('Example');
    expect(manager.create('EXAMPLE', 'article', 'demand')).toBe(1073);
  });

  it('is gone once it is deleted', () => {
    const { manager } = services();
    manager.create('example', 'article', 'demand');
    expect(manager.delete('example')).toBe(0);
    expect([manager.exists('example'), manager.delete('example')]).toEqual([false, 1060]);
    expect(manager.create('example', 'article', 'demand')).toBe(0);
  });

  it('is marked while it runs, and gone once it is stopped', () => {
    const { machine, manager } = services();
    manager.create('example', 'article', 'demand');
    manager.start('example');
    observe({ machine }, createFile());
    expect(manager.delete('example')).toBe(0);
    expect([
      manager.delete('example'),
      manager.start('example'),
      manager.create('example', 'article', 'demand'),
    ]).toEqual([1072, 1072, 1072]);
    expect(manager.query('example')?.state).toBe('RUNNING');
    expect(manager.stop('example').status?.state).toBe('STOP_PENDING');
    observe({ machine }, on('CloseHandle'));
    expect(manager.query('example')).toBeNull();
  });
});

describe('W6 errors', () => {
  it('of a service that does not exist', () => {
    const { manager } = services();
    expect([
      manager.start('example'),
      manager.stop('example').error,
      manager.delete('example'),
      manager.query('example'),
    ]).toEqual([1060, 1060, 1060, null]);
  });

  it.each([
    ['no image', 'nothing', 2],
    ['a DriverEntry that fails', 'failing', 21],
  ])('of a start: %s', (_name, image, error) => {
    const { manager } = services();
    manager.create('example', image, 'demand');
    expect(manager.start('example')).toBe(error);
    expect(manager.query('example')).toEqual({ name: 'example', state: 'STOPPED', exitCode: error });
    expect(manager.stop('example').error).toBe(1062);
  });

  it('of a start when it runs, or is disabled', () => {
    const { manager } = services();
    manager.create('example', 'article', 'demand');
    manager.create('off', 'article', 'disabled');
    expect([manager.start('example'), manager.start('example'), manager.start('off')]).toEqual([
      0, 1056, 1058,
    ]);
  });

  it('of a stop when it does not run, or has no DriverUnload', () => {
    const { manager } = services();
    manager.create('example', 'staying', 'demand');
    expect(manager.stop('example').error).toBe(1062);
    manager.start('example');
    expect(manager.stop('example')).toEqual({ error: 1052, status: null });
    expect(manager.query('example')?.state).toBe('RUNNING');
  });

  it.each(['', 'a/b', 'a\\b', 'x'.repeat(257)])('of a name that is none: %j', (name) => {
    const { manager } = services();
    expect(manager.create(name, 'article', 'demand')).toBe(123);
  });

  it('of a driver that stops the machine: there is none, the machine has stopped', () => {
    const { manager, machine } = services();
    manager.create('example', 'throwing', 'demand');
    expect(() => manager.start('example')).toThrow(MachineStopped);
    expect(machine.kernel.recorder.bugCheck?.reason).toBe('Error: out of order');
  });
});
