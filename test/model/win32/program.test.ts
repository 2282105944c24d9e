import { describe, expect, it } from 'vitest';
import { articleModel } from '../../../src/model/devices/article.ts';
import { MODEL_ARMS } from '../../../src/model/io-manager.ts';
import { initial, step, WIN32_ARMS } from '../../../src/model/win32/program.ts';
import { ERROR_INVALID_PARAMETER, ERROR_PATH_NOT_FOUND } from '../../../src/nt/win32-error.ts';
import { CONFIG } from '../calls.ts';
import { counter, create, outcomesAfter, readFile, writeFile } from './calls.ts';
import { CREATE_FILE_RULES } from './create-file.rules.ts';
import { FILE_RULES, MIXED_RULES } from './file.rules.ts';
import { REQUEST_RULES } from './requests.rules.ts';
import { TRANSFER_RULES } from './transfers.rules.ts';

const RULES = [...CREATE_FILE_RULES, ...TRANSFER_RULES, ...REQUEST_RULES, ...FILE_RULES, ...MIXED_RULES];

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
    const listed = new Set<string>([...WIN32_ARMS, ...MODEL_ARMS, ...articleModel.arms, 'answer', 'stream']);
    const named = RULES.flatMap((rule) => outcomesOf(rule).flatMap(({ arms }) => arms));
    expect(named.filter((arm) => !listed.has(arm))).toEqual([]);
  });
});

describe('step', () => {
  it('of two faults in the arguments of CreateFile allows either', () => {
    const call = create({ name: '', access: 'read', disposition: 'TRUNCATE_EXISTING' });
    const errors = outcomesAfter(CONFIG, [call]).map(({ expected }) => expected.lastError);
    expect(errors).toEqual([ERROR_INVALID_PARAMETER, ERROR_PATH_NOT_FOUND]);
  });

  it('allows either status of a directory that is not there', () => {
    const outcomes = outcomesAfter(CONFIG, [create({ name: '\\??\\Nowhere\\Example' })]);
    expect(outcomes.map(({ expected }) => expected.lastError)).toEqual([3, 2]);
  });

  it('changes no state', () => {
    const state = initial(CONFIG);
    const frozen = JSON.stringify(state);
    step(CONFIG, state, create());
    expect(JSON.stringify(state)).toBe(frozen);
  });

  it('plays the program of the article (M7)', () => {
    const data = new TextEncoder().encode('Hello, world!');
    const [outcome, ...others] = outcomesAfter(CONFIG, [
      create(),
      writeFile({ data }),
      readFile({ length: 4096 }),
    ]);
    expect(others).toEqual([]);
    expect(outcome?.expected).toEqual({
      ending: 'returned',
      succeeded: true,
      lastError: 0,
      errorKind: null,
      bytes: 13,
      position: null,
      overlapped: null,
      eventSignaled: null,
      data: { holds: 'buffer', bytes: data },
    });
    expect(outcome?.arms.at(-1)).toBe('W1a success');
  });

  it('lets the device keep what it takes of a write', () => {
    const [outcome] = outcomesAfter(CONFIG, [create(), writeFile({ length: 5000 })]);
    expect(outcome?.next?.device).toEqual(counter(4096));
  });
});
