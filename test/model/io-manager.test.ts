import { describe, expect, it } from 'vitest';
import { articleModel } from '../../src/model/devices/article.ts';
import { controlsModel } from '../../src/model/devices/controls.ts';
import { initial, MODEL_ARMS, step } from '../../src/model/io-manager.ts';
import { CONFIG, open, outcomeAfter, outcomesAfter, read, write } from './calls.ts';
import { CONTROL_RULES } from './control.rules.ts';
import { NT_FACT_RULES } from './control-facts.rules.ts';
import { DISPATCH_RULES } from './dispatch.rules.ts';
import { HANDLE_RULES } from './handles.rules.ts';
import { REQUEST_RULES } from './requests.rules.ts';
import { VALIDATION_RULES } from './validation.rules.ts';

const RULES = [
  ...HANDLE_RULES,
  ...REQUEST_RULES,
  ...VALIDATION_RULES,
  ...DISPATCH_RULES,
  ...CONTROL_RULES,
  ...NT_FACT_RULES,
];

describe('the rules of the I/O manager', () => {
  it.each(
    RULES.map((rule) => [`${rule.arm}${rule.title === undefined ? '' : `: ${rule.title}`}`, rule] as const),
  )('%s', (_title, rule) => {
    const outcomes = outcomesAfter({ ...CONFIG, ...rule.config }, [...(rule.before ?? []), rule.call]);
    const decided = outcomes.filter(({ arms }) => arms.includes(rule.arm));
    expect(decided, `arms: ${outcomes.map(({ arms }) => arms.join(' + ')).join(' | ')}`).not.toEqual([]);
    expect(decided.map(({ expected }) => expected)).toContainEqual(expect.objectContaining(rule.expected));
  });

  it('have a test for every arm', () => {
    expect([...MODEL_ARMS].filter((arm) => !RULES.some((rule) => rule.arm === arm))).toEqual([]);
  });

  it('name no arm that is not listed', () => {
    const listed = new Set<string>([...MODEL_ARMS, ...articleModel.arms, ...controlsModel.arms]);
    const named = RULES.flatMap((rule) => {
      const device = rule.config?.device === controlsModel ? controlsModel : articleModel;
      return outcomesAfter({ ...CONFIG, ...rule.config, device }, [...(rule.before ?? []), rule.call]);
    }).flatMap(({ arms }) => arms);
    expect(named.filter((arm) => !listed.has(arm))).toEqual([]);
  });
});

describe('step', () => {
  it('changes no state', () => {
    const state = initial(CONFIG);
    const frozen = JSON.stringify(state);
    step(CONFIG, state, open());
    expect(JSON.stringify(state)).toBe(frozen);
  });

  it('returns the same state when nothing changed', () => {
    const opened = outcomeAfter(CONFIG, [open()]).next;
    expect(step(CONFIG, opened, read())[0]?.next).toBe(opened);
  });

  it('plays the program of the article: 13 bytes written and read on one handle (M7)', () => {
    const hello = new TextEncoder().encode('Hello, world!');
    const { expected, arms } = outcomeAfter(CONFIG, [
      open(),
      write({ offset: null, data: hello }),
      read({ offset: null, length: 4096 }),
    ]);
    expect(expected).toEqual({
      ending: 'returned',
      status: 0,
      iosb: { written: true, status: 0, information: 13 },
      eventSignaled: null,
      fileSignaled: true,
      position: 0n,
      restOpen: false,
      buffer: hello,
    });
    expect(arms).toEqual([
      'R24 position',
      'R36 buffered read',
      'R46 copy-back',
      'R49 completed',
      'M2 all data',
    ]);
  });

  it('refuses a device model that allows nothing', () => {
    const silent = { ...articleModel, name: 'silent', read: () => [] };
    expect(() => outcomesAfter({ ...CONFIG, device: silent }, [open(), read()])).toThrow(
      'the model silent allows no outcome',
    );
  });
});
