import { describe, expect, it } from 'vitest';
import { NO_RESTRAINT } from '../../src/execution/case-loop.ts';
import { RELATIONS } from '../../src/properties/registry.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { serverOf, setting } from './serve.setup.ts';

describe('a probe', () => {
  const probe = { kind: 'probe', setting, caseIndex: 5, restraint: NO_RESTRAINT } as const;

  it('tells which traces it executes: the case and its variant', () => {
    const { ask, told } = serverOf(findSubject('article'));
    expect(ask(probe)).toBeNull();
    expect(told.map(({ kind }) => kind)).toEqual(['executing', 'executing']);
    expect(told[0]).not.toEqual(told[1]);
  });

  it('keeps to the restraint', () => {
    const { ask, told } = serverOf(findSubject('article'));
    ask({ ...probe, restraint: { without: [{ kind: 'open', from: 0 }], opLimits: new Map([[5, 2]]) } });
    const [first] = told;
    if (first?.kind !== 'executing') throw new Error('nothing was executed');
    expect(first.trace.ops).toHaveLength(2);
    expect(first.trace.ops.map(({ op }) => op)).not.toContain('open');
  });

  it('a driver without relations has no variant', () => {
    const limits = RELATIONS.map(({ property }) => ({ property, reason: 'none' }));
    const { ask, told } = serverOf({ ...findSubject('article'), limits });
    ask(probe);
    expect(told).toHaveLength(1);
  });
});
