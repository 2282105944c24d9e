import { expect, it } from 'vitest';
import { caseRandom } from '../../../src/properties/generate/case-random.ts';
import { caseWords, composedWords } from '../../../src/properties/generate/case-words.ts';
import { VIEWS } from '../../../src/trace/ops/view.ts';
import { CONTROLS_PROFILE, DEFAULT_PROFILE, WIN32_CONTROLS_PROFILE } from './sample.ts';

const PROFILES = [
  ...VIEWS.map((view) => ({ ...DEFAULT_PROFILE, view })),
  CONTROLS_PROFILE,
  WIN32_CONTROLS_PROFILE,
];

it.each(PROFILES)('the words of cases of $view, $controls are those that fast-check composes', (profile) => {
  for (const [least, most] of [
    [1, 26],
    [25, 25],
  ] as const) {
    const drawn = caseWords(least, most, profile);
    const composed = composedWords(least, most, profile);
    for (let index = 0; index < 50; index += 1) {
      const { value } = drawn.generate(caseRandom(5, index), undefined);
      expect(value).toEqual(composed.generate(caseRandom(5, index), undefined).value);
      expect(drawn.canShrinkWithoutContext(value)).toBe(true);
    }
    const biased = drawn.generate(caseRandom(5, 0), 3);
    expect(biased.value).toEqual(composed.generate(caseRandom(5, 0), 3).value);
    expect([...drawn.shrink(biased.value, biased.context)].length).toBeGreaterThan(0);
  }
});
