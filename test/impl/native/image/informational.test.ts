import { expect, it } from 'vitest';
import { MalformedImageError } from '../../../../src/impl/native/image/image-error.ts';
import { informational } from '../../../../src/impl/native/image/informational.ts';

it('what is damaged is null, and other errors are not hidden', () => {
  const thrown = (error: Error) => (): null => {
    throw error;
  };
  expect(informational(() => 5)).toBe(5);
  expect(informational(thrown(new MalformedImageError('x')))).toBe(null);
  expect(() => informational(thrown(new TypeError('x')))).toThrow(TypeError);
});
