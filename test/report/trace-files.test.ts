import { expect, it } from 'vitest';
import { traceFileNames } from '../../src/report/trace-files.ts';
import type { Finding } from '../../src/trace/finding/finding.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { finding, unalignedWrite } from './results.ts';

const nameOf = (parts: Partial<Finding> = {}) => traceFileNames([finding(parts)])[0];

it('names traces by what the findings are, whatever their number and order', () => {
  const properties = ['model/status', 'model/data', '../../etc'];
  const findings = properties.map((property) => finding({ property }));
  const names = traceFileNames(findings);
  expect(names).toEqual([
    expect.stringMatching(/^model-status-[0-9a-f]{12}\.json$/),
    expect.stringMatching(/^model-data-[0-9a-f]{12}\.json$/),
    expect.stringMatching(/^------etc-[0-9a-f]{12}\.json$/),
  ]);
  expect(traceFileNames(findings.toReversed())).toEqual(names.toReversed());
});

it('the same finding has the same name from another case, seed and folder', () => {
  const seed = { seed: 9, caseIndex: 3 };
  expect(nameOf({ trace: unalignedWrite({ seed }) })).toBe(nameOf());
  expect(nameOf({ trace: unalignedWrite({ subject: './elsewhere/driver.ts' }) })).toBe(nameOf());
});

it('two findings never share a name', () => {
  const findings = [
    finding(),
    finding({ reason: 'another' }),
    finding({ origin: 'IRP_MJ_WRITE' }),
    finding({ trace: unalignedWrite({ setting: settingOf('buffered') }) }),
    finding(),
    finding(),
  ];
  expect(new Set(traceFileNames(findings)).size).toBe(findings.length);
});
