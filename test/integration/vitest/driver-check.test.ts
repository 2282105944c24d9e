import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { completeCheck } from '../../../src/integration/vitest/driver-check.ts';

it('fills in what was left out', () => {
  expect(completeCheck({ driver: 'article' })).toEqual({
    driver: 'article',
    model: null,
    modes: null,
    cases: 5000,
    seed: 1,
    out: 'reports',
    gate: { corpus: false },
    stallSeconds: null,
    timeoutMs: 300_000,
  });
});

it('keeps what was given', () => {
  const given = { modes: ['direct'] as const, cases: 9, seed: 0, out: 'elsewhere', stallSeconds: 1 };
  const gate = { corpus: 'corpus', baseline: './known.json' };
  const { timeoutMs, ...rest } = completeCheck({
    driver: './a.ts',
    model: '../b.ts',
    timeout: 1,
    ...given,
    ...gate,
  });
  expect(rest).toEqual({ driver: './a.ts', model: '../b.ts', ...given, gate });
  expect(timeoutMs).toBe(1);
});

it('makes paths from the working directory of URLs, as replay commands need them', () => {
  const url = (...path: string[]) => pathToFileURL(join(process.cwd(), ...path));
  const { driver, model, gate } = completeCheck({
    driver: url('test', 'a.ts'),
    model: url('..', 'b.ts'),
    corpus: url('test', 'corpus'),
    baseline: url('known.json'),
  });
  expect([driver, model]).toEqual(['./test/a.ts', '../b.ts']);
  expect(gate).toEqual({ corpus: './test/corpus', baseline: './known.json' });
});
