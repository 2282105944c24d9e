import { describe, expect, it } from 'vitest';
import { executionError } from '../../src/cli/driver-errors.ts';
import { NotSupportedError, UsageError } from '../../src/cli/errors.ts';

const named = (name: string): Error => Object.assign(new Error('so it is'), { name });

describe('executionError', () => {
  it.each([
    ['DriverEntryError', new UsageError("driver 'd' does not load: so it is")],
    ['ModuleError', new UsageError('so it is')],
    ['DeviceModelError', new UsageError('so it is')],
    ['MalformedImageError', new UsageError("'d' is no image of a driver: so it is")],
    ['UnsupportedImageError', new NotSupportedError("'d': so it is")],
    ['NoWebAssemblyError', new NotSupportedError("'d': so it is")],
    ['UnsupportedDriverError', new NotSupportedError("driver 'd': so it is")],
    ['UnsupportedTraceError', new NotSupportedError('so it is')],
  ])('%s, also from a worker, where only the name is left', (name, expected) => {
    const error = executionError(named(name), 'd');
    expect(error).toEqual(expected);
    expect(error).toBeInstanceOf(expected.constructor);
  });

  it.each([
    ['my.sys', '; irpcheck inspect my.sys tells what it needs'],
    ['a b.sys', '; irpcheck inspect "a b.sys" tells what it needs'],
    ['$HOME.sys', ''],
  ])('%s leads to what tells more, where it can', (driver, hint) => {
    expect(executionError(named('UnsupportedDriverError'), driver)).toEqual(
      new NotSupportedError(`driver '${driver}': so it is${hint}`),
    );
  });

  it('passes on any other, and what is no error', () => {
    const other = named('RangeError');
    expect(executionError(other, 'd')).toBe(other);
    expect(executionError('text', 'd')).toBe('text');
  });
});
