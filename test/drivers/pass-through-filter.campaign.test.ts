import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/campaign/case-runner.ts';
import { builtInSubjects, findSubject } from '../../src/subjects/index.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { traceOf } from '../campaign/subjects.ts';
import { OPS } from './pass-through-filter.setup.ts';

describe('metamorphic/filter', () => {
  it.each(builtInSubjects.map(({ name }) => name))('accuses no built-in driver: %s', (name) => {
    const runner = new CaseRunner(findSubject(name));
    for (const mode of BUFFERING_MODES) {
      const properties = runner.breaches(traceOf(mode, OPS)).map(({ property }) => property);
      expect(properties).not.toContain('metamorphic/filter');
    }
  });
});
