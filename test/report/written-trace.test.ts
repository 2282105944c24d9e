import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { writtenTrace } from '../../src/report/written-trace.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { bareTraceSchema } from '../../src/trace/schema.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { failed, unalignedWrite } from './results.ts';

const program = unalignedWrite({
  setting: settingOf('direct', { view: 'win32' }),
  ops: [canonicalOp('CreateFile')],
});

describe('writtenTrace', () => {
  it('says nothing of the usual view, and all else', () => {
    const trace = unalignedWrite();
    const { view: _view, ...setting } = trace.setting;
    expect(writtenTrace(trace)).toEqual({ ...trace, setting });
    expect(bareTraceSchema.parse(writtenTrace(trace))).toEqual(trace);
  });

  it('names another view, in the order of the setting', () => {
    expect(JSON.stringify(writtenTrace(program))).toBe(JSON.stringify(program));
    expect(bareTraceSchema.parse(writtenTrace(program))).toEqual(program);
  });
});

it('results hold traces so: the minimal one and the original', () => {
  const [finding] = failed().findings;
  if (finding === undefined) throw new Error('no finding');
  expect(jsonReport(failed())).not.toContain('"view"');
  const text = jsonReport({ ...failed(), findings: [{ ...finding, trace: program, original: program }] });
  expect(text.match(/"view": "win32"/g)).toHaveLength(2);
});
