import { describe, expect, it } from 'vitest';
import { isNewer, VERSION_PATTERN } from '../../src/trace/newer-version.ts';
import { VERSION } from '../../src/trace/version.ts';

const ASCENDING = ['0.0.0', '0.0.9', '0.0.10', '0.1.0', '0.2.0', '0.10.0', '1.0.0', '2.0.0', '10.0.0'];

describe('a version', () => {
  it('is newer than those before it, by numbers and not by digits', () => {
    for (const [index, version] of ASCENDING.entries()) {
      const older = ASCENDING.filter((other) => isNewer(version, other));
      expect(older).toEqual(ASCENDING.slice(0, index));
    }
  });

  it('is compared with this one where no other is named', () => {
    expect([VERSION, '999999999.0.0', '0.0.0'].map((version) => isNewer(version))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([
    '',
    '1',
    '1.0',
    '1.0.0.0',
    '01.0.0',
    'v1.0.0',
    '1.0.0-rc.1',
    ' 1.0.0',
    '1.0.0\n',
    '1.0.1234567890',
  ])('is not written %j', (text) => {
    expect(text).not.toMatch(VERSION_PATTERN);
  });
});
