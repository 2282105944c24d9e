import { describe, expect, it } from 'vitest';
import { corpusAdditions, corpusFile } from '../../src/report/corpus-files.ts';
import { parseTrace } from '../../src/trace/json.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { EVIDENCE, finding, unalignedWrite } from './results.ts';

const { name: NAME } = corpusFile(finding());

describe('corpusFile', () => {
  it('is named after driver, property and trace', () => {
    expect(NAME).toMatchInlineSnapshot(`"article-verbatim.model-status.df47d1e84586.json"`);
    const trace = unalignedWrite({ subject: './drivers/My driver.ts' });
    expect(corpusFile(finding({ trace })).name).toMatch(/^My-driver\.model-status\.[0-9a-f]{12}\.json$/);
  });

  it('is the same from every seed and campaign', () => {
    const other = finding({ trace: unalignedWrite({ seed: { seed: 9, caseIndex: 3 } }), executions: 1 });
    expect(corpusFile(other)).toEqual(corpusFile(finding()));
    const observed = finding({ expected: 'else', evidence: { ...EVIDENCE, observed: [] } });
    expect(corpusFile(observed).name).toBe(NAME);
  });

  it('is another for another trace, property or driver', () => {
    const names = [
      finding({ trace: unalignedWrite({ setting: settingOf('buffered') }) }),
      finding({ trace: unalignedWrite({ ops: [] }) }),
      finding({ trace: unalignedWrite({ subject: 'other/article-verbatim.ts' }) }),
      finding({ property: 'model/iosb' }),
    ].map((each) => corpusFile(each).name);
    expect(new Set([NAME, ...names]).size).toBe(5);
  });

  it('holds the trace without its seed, the finding and what was observed', () => {
    const { trace, finding: recorded, observed } = parseTrace(corpusFile(finding()).text);
    expect(trace).toEqual(unalignedWrite({ seed: null }));
    expect(recorded).toMatchObject({ property: 'model/status', op: 1 });
    expect(observed).toEqual(EVIDENCE.observed);
  });
});

describe('corpusAdditions', () => {
  it('leaves out what a trace of the corpus showed first', () => {
    const shown = finding();
    const again = { ...shown, trace: { ...shown.trace, seed: null } };
    expect(corpusAdditions([again], [])).toEqual([]);
    expect(corpusAdditions([again, shown], [])).toEqual([corpusFile(shown)]);
  });

  it('are errors in normal form that are not there, each once', () => {
    const iosb = finding({ property: 'model/iosb' });
    const findings = [
      finding(),
      finding({ reason: 'another' }),
      iosb,
      finding({ property: 'a/b', severity: 'warning' }),
      finding({ property: 'a/c', minimization: 'unfinished' }),
      finding({ property: 'a/d', minimization: 'none' }),
    ];
    expect(corpusAdditions(findings, [])).toEqual([corpusFile(finding()), corpusFile(iosb)]);
    expect(corpusAdditions(findings, [NAME])).toEqual([corpusFile(iosb)]);
  });

  it('hold known findings too', () => {
    expect(corpusAdditions([finding({ known: true })], [])).toHaveLength(1);
  });
});
