import { describe, expect, it } from 'vitest';
import { executionError } from '../../src/cli/driver-errors.ts';
import { NotSupportedError, UsageError } from '../../src/cli/errors.ts';

const named = (name: string): Error => Object.assign(new Error('so it is'), { name });

describe('executionError', () => {
  it.each([
    ['DriverEntryError', new UsageError("driver 'd' does not load: so it is")],
    ['ModuleError', new UsageError('so it is')],
    ['DeviceModelError', new UsageError('so it is')],
    ['UnsupportedTraceError', new NotSupportedError('so it is')],
  ])('%s, also from a worker, where only the name is left', (name, expected) => {
    const error = executionError(named(name), 'd');
    expect(error).toEqual(expected);
    expect(error).toBeInstanceOf(expected.constructor);
  });

  it('passes on any other, and what is no error', () => {
    const other = named('RangeError');
    expect(executionError(other, 'd')).toBe(other);
    expect(executionError('text', 'd')).toBe('text');
  });
});
