import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256Base64, sha256Hex } from '../../src/report/sha256.ts';

it.each(['', 'abc', 'ÄÖ · →', '\u{1f600}', 'half a pair \ud800', 'x'.repeat(100_000)])(
  'a digest is what Node says of the same text (%#)',
  (text) => {
    const node = createHash('sha256').update(text, 'utf8').digest();
    expect(sha256Hex(text)).toBe(node.toString('hex'));
    expect(sha256Base64(text)).toBe(node.toString('base64'));
  },
);

it('the digest of abc is the standard’s', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
