import { describe, expect, it } from 'vitest';
import { errorKindOf, IoError } from '../../../src/impl/win32/io-error.ts';

describe('W3b kinds', () => {
  it.each([
    [2, 'NotFound'],
    [3, 'NotFound'],
    [5, 'PermissionDenied'],
    [8, 'OutOfMemory'],
    [14, 'OutOfMemory'],
    [17, 'CrossesDevices'],
    [19, 'ReadOnlyFilesystem'],
    [80, 'AlreadyExists'],
    [87, 'InvalidInput'],
    [109, 'BrokenPipe'],
    [112, 'StorageFull'],
    [121, 'TimedOut'],
    [123, 'Uncategorized'],
    [39, 'StorageFull'],
    [120, 'Unsupported'],
    [206, 'FilenameTooLong'],
    [1142, 'TooManyLinks'],
    [10060, 'TimedOut'],
    [145, 'DirectoryNotEmpty'],
    [161, 'Uncategorized'],
    [170, 'ResourceBusy'],
    [183, 'AlreadyExists'],
    [232, 'BrokenPipe'],
    [267, 'NotADirectory'],
    [995, 'TimedOut'],
    [1131, 'Deadlock'],
    [1460, 'TimedOut'],
    [1, 'Uncategorized'],
    [6, 'Uncategorized'],
    [21, 'Uncategorized'],
    [31, 'Uncategorized'],
    [38, 'Uncategorized'],
    [317, 'Uncategorized'],
    [998, 'Uncategorized'],
    [1450, 'Uncategorized'],
    [1784, 'Uncategorized'],
  ])('%d is %s', (code, kind) => {
    expect(errorKindOf(code)).toBe(kind);
  });
});

describe('an error as it is printed', () => {
  it('of the system', () => {
    const error = IoError.fromRawOsError(2);
    expect(error.message).toBe('The system cannot find the file specified. (os error 2)');
    expect(error.debug()).toBe(
      'Os { code: 2, kind: NotFound, message: "The system cannot find the file specified." }',
    );
  });

  it('of the standard library', () => {
    const error = IoError.withMessage('WriteZero', 'failed to write whole buffer');
    expect(error.message).toBe('failed to write whole buffer');
    expect(error.debug()).toBe('Error { kind: WriteZero, message: "failed to write whole buffer" }');
  });
});
