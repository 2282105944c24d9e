import { describe, expect, it } from 'vitest';
import { articleModel } from '../../../src/model/devices/article.ts';
import { controlsModel } from '../../../src/model/devices/controls.ts';
import { MODEL_ARMS } from '../../../src/model/io-manager.ts';
import { WIN32_ARMS } from '../../../src/model/win32/program.ts';
import { CONFIG } from '../calls.ts';
import { WIN32_FACT_RULES } from '../control-facts.rules.ts';
import { outcomesAfter } from './calls.ts';
import { CREATE_FILE_RULES } from './create-file.rules.ts';
import { DEVICE_IO_CONTROL_RULES } from './device-io-control.rules.ts';
import { FILE_RULES, MIXED_RULES } from './file.rules.ts';
import { REQUEST_RULES } from './requests.rules.ts';
import { TRANSFER_RULES } from './transfers.rules.ts';

const RULES = [
  ...CREATE_FILE_RULES,
  ...TRANSFER_RULES,
  ...REQUEST_RULES,
  ...DEVICE_IO_CONTROL_RULES,
  ...WIN32_FACT_RULES,
  ...FILE_RULES,
  ...MIXED_RULES,
];

type Rule = (typeof RULES)[number];
type Outcomes = ReturnType<typeof outcomesAfter>;

const known = new Map<Rule, Outcomes>();

/** What a rule's calls may lead to: many outcomes for some, worked out once. */
function outcomesOf(rule: Rule): Outcomes {
  const before = known.get(rule);
  if (before !== undefined) return before;
  const outcomes = outcomesAfter({ ...CONFIG, ...rule.config }, [...(rule.before ?? []), rule.call]);
  known.set(rule, outcomes);
  return outcomes;
}

describe('the rules of the Win32 view', () => {
  it.each(
    RULES.map((rule) => [`${rule.arm}${rule.title === undefined ? '' : `: ${rule.title}`}`, rule] as const),
  )('%s', (_title, rule) => {
    expect(outcomesOf(rule).map(({ expected }) => expected)).toContainEqual(
      expect.objectContaining(rule.expected),
    );
  });

  it.each(RULES)('$arm: $title: the arm decides one of the calls', (rule) => {
    const { arm, config, before = [] } = rule;
    const earlier = before.flatMap((_, index) =>
      outcomesAfter({ ...CONFIG, ...config }, before.slice(0, index + 1)),
    );
    expect([...earlier, ...outcomesOf(rule)].flatMap(({ arms }) => arms)).toContain(arm);
  });

  it('have a test for every arm', () => {
    expect(WIN32_ARMS.filter((arm) => !RULES.some((rule) => rule.arm === arm))).toEqual([]);
  });

  it('name no arm that is not listed', () => {
    const ofDevices = [...articleModel.arms, ...controlsModel.arms, 'answer', 'stream'];
    const listed = new Set<string>([...WIN32_ARMS, ...MODEL_ARMS, ...ofDevices]);
    const named = RULES.flatMap((rule) => outcomesOf(rule).flatMap(({ arms }) => arms));
    expect(named.filter((arm) => !listed.has(arm))).toEqual([]);
  });
});
