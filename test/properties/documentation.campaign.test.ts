import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { kindOf } from '../../src/trace/ops/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { traceOf } from '../campaign/subjects.ts';

describe('the example', () => {
  const examples = DOCUMENTED_PROPERTIES.flatMap(({ id, example }) =>
    example === null ? [] : [{ id, example }],
  );

  it.each(examples)('of $id shows it', ({ id, example: { driver, mode, reason, ops } }) => {
    const runner = new CaseRunner(findSubject(driver));
    const [view = 'native'] = ops.map((op) => kindOf(op).view);
    const trace = traceOf(mode, ops, { setting: settingOf(mode, { view }) });
    expect(runner.breachWith(trace, { property: id, reason })).not.toBeNull();
  });
});
