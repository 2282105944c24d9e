import { expect, it } from 'vitest';
import { loadingOf } from '../../../src/properties/generate/loading.ts';
import { MAX_WORD } from '../../../src/properties/generate/word.ts';
import { entryText, NOTHING } from '../../../src/trace/during.ts';
import { DEFAULT_PROFILE, FULL_PROFILE } from './sample.ts';

const WORDS = Array.from({ length: 512 }, (_, word) => word);

it('nothing happens in nine of ten cases, nor for words of 0', () => {
  const drawn = WORDS.map((word) => loadingOf(word, FULL_PROFILE));
  expect(drawn[0]).toEqual({ load: NOTHING, unload: NOTHING });
  const usual = drawn.filter(({ load, unload }) => load.length === 0 && unload.length === 0);
  expect(usual.length / WORDS.length).toBeGreaterThan(0.9);
});

it('each allocation, device and link of DriverEntry fails, alone and with the others, and what DriverUnload asks for', () => {
  const drawn = WORDS.map((word) => loadingOf(word, FULL_PROFILE));
  const texts = (key: 'load' | 'unload') => new Set(drawn.flatMap((each) => each[key].map(entryText)));
  expect(texts('load')).toEqual(
    new Set([
      'pool-allocation',
      'device-creation',
      'link-creation',
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((nth) => `pool-allocation (nth ${nth})`),
      ...[0, 1].flatMap((nth) => [`device-creation (nth ${nth})`, `link-creation (nth ${nth})`]),
    ]),
  );
  expect(texts('unload')).toEqual(
    new Set(['pool-allocation', ...[0, 1, 2].map((nth) => `pool-allocation (nth ${nth})`), 'system-mapping']),
  );
});

it.each([
  ['a driver that is met with no faults', { ...FULL_PROFILE, faults: false }],
  ['programs', { ...FULL_PROFILE, view: 'win32' as const }],
  ['a driver of which nothing is known', DEFAULT_PROFILE],
])('nothing happens for %s', (_what, profile) => {
  for (const word of [0, 511, MAX_WORD])
    expect(loadingOf(word, profile)).toEqual({ load: NOTHING, unload: NOTHING });
});
