import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import { fingerprint } from '../../src/report/fingerprint.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { failed, finding, property, result } from './results.ts';

const context = {
  tracePaths: ['reports/model-status-1.json', 'reports/model-data-1.json'],
  documentation: DOCUMENTED_PROPERTIES,
};

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
  readonly invocations: readonly Record<string, unknown>[];
  readonly results: readonly Record<string, unknown>[];
}

function runOf(given: CampaignResult, paths = context): Run {
  const { runs } = JSON.parse(sarifReport(given, paths)) as { runs: [Run] };
  expect(runs).toHaveLength(1);
  return runs[0];
}

const uriOf = (given: CampaignResult, paths = context): unknown => {
  const [first] = runOf(given, paths).results;
  const [location] = (first?.['locations'] ?? []) as {
    physicalLocation?: { artifactLocation: { uri: string } };
  }[];
  return location?.physicalLocation?.artifactLocation.uri;
};

describe('sarifReport', () => {
  it('has a rule for each property, with what it means', () => {
    const { rules } = runOf(result()).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(['model/status', 'model/data', 'model/user-ptr']);
    expect(rules[0]).toMatchObject({
      shortDescription: { text: expect.stringMatching(/./) },
      fullDescription: { text: expect.stringMatching(/./) },
      help: { text: expect.stringContaining('Demands'), markdown: expect.stringContaining('**Windows**') },
      defaultConfiguration: { level: 'error' },
    });
  });

  it('has a rule for a property that nobody documented', () => {
    const given = failed({ properties: [], findings: [finding({ property: 'model/new' })] });
    const { tool, results } = runOf(given);
    expect(tool.driver.rules).toEqual([{ id: 'model/new', defaultConfiguration: { level: 'error' } }]);
    expect(results[0]).toMatchObject({ ruleId: 'model/new', ruleIndex: 0 });
  });

  it('tells a finding: what, where, how it came about, and by what to know it again', () => {
    const { results } = runOf(failed({ findings: [finding({ origin: 'IRP_MJ_WRITE' })] }));
    expect(results).toHaveLength(1);
    expect(results[0]).toEqual({
      ruleId: 'model/status',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS in direct mode: expected STATUS_SUCCESS, Information 1; observed STATUS_END_OF_FILE. On Windows: WriteFile fails with ERROR_HANDLE_EOF.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'reports/model-status-1.json' },
            region: { startLine: 1 },
          },
          logicalLocations: [
            { name: 'article-verbatim', kind: 'module' },
            { name: 'IRP_MJ_WRITE', fullyQualifiedName: 'article-verbatim/IRP_MJ_WRITE', kind: 'function' },
          ],
        },
      ],
      partialFingerprints: {
        'irpcheckFinding/v1': fingerprint(finding()),
        primaryLocationLineHash: `${fingerprint(finding())}:1`,
      },
      codeFlows: [{ threadFlows: [{ locations: expect.any(Array) }] }],
      properties: {
        reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
        severity: 'error',
        mode: 'direct',
        cause: 1,
        seed: 1,
        case: 7,
      },
    });
    expect(results[0]).toHaveProperty('codeFlows[0].threadFlows[0].locations[2]', {
      location: {
        physicalLocation: {
          artifactLocation: { uri: 'reports/model-status-1.json' },
          region: { startLine: 1 },
        },
        logicalLocations: [{ name: 'driver', kind: 'module' }],
        message: { text: 'driver → I/O manager: IoCompleteRequest STATUS_END_OF_FILE, Information 0' },
      },
      state: { operation: { text: '2 write offset 0, 1 byte, buffer page 0 +0x001' } },
      nestingLevel: 2,
      executionOrder: 3,
      importance: 'essential',
    });
  });

  it('has no flow without a timeline', () => {
    const { results } = runOf(failed({ findings: [finding({ evidence: NO_EVIDENCE })] }));
    expect(results[0]).not.toHaveProperty('codeFlows');
  });

  it.each([
    ['./drivers/my driver.ts', 'drivers/my%20driver.ts'],
    ['..\\drivers\\d.js', '../drivers/d.js'],
    ['/abs/d.mts', 'file:///abs/d.mts'],
    ['C:\\x\\d.ts', 'file:///C:/x/d.ts'],
    ['\\\\srv\\share\\a b.ts', 'file://srv/share/a%20b.ts'],
    ['\\\\?\\x\\d.ts', 'file:///%3F/x/d.ts'],
    ['//two/d.ts', 'file:///two/d.ts'],
    ['a:b.ts', 'a%3Ab.ts'],
    ['\ud800.ts', '%EF%BF%BD.ts'],
    ['article', 'reports/model-status-1.json'],
  ])('%s is at %s', (subject, uri) => {
    expect(uriOf(failed({ subject }))).toBe(uri);
  });

  it('has no file where there is none', () => {
    expect(uriOf(failed(), { ...context, tracePaths: [] })).toBeUndefined();
  });

  it('has known findings as notes that are suppressed, and warnings as warnings', () => {
    const findings = [
      finding({ known: true, note: 'issue 5' }),
      finding({ known: true }),
      finding({ severity: 'warning' }),
    ];
    const { results } = runOf(result({ findings, properties: [property({ verdict: 'known' })] }));
    const suppressed = (justification: string) => ({
      level: 'note',
      suppressions: [{ kind: 'external', status: 'accepted', justification }],
    });
    expect(results[0]).toMatchObject(suppressed('known by the baseline: issue 5'));
    expect(results[1]).toMatchObject(suppressed('known by the baseline'));
    expect(results[2]).toMatchObject({ level: 'warning' });
    expect(results[2]).not.toHaveProperty('suppressions');
  });

  it('tells of a campaign that conforms, fails or is incomplete', () => {
    const invocation = (given: CampaignResult) => runOf(given).invocations[0];
    expect(invocation(result({ notChecked: [] }))).toEqual({
      executionSuccessful: true,
      exitCode: 0,
      exitCodeDescription: 'conforms',
      toolExecutionNotifications: [],
    });
    expect(invocation(failed())).toMatchObject({ executionSuccessful: true, exitCode: 1 });
    expect(invocation(result({ cases: 5, conclusion: 'interrupted' }))).toMatchObject({
      executionSuccessful: false,
      exitCode: 5,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'interrupted after 5 of 60,000 cases' } },
        { level: 'note', message: { text: 'not checked: model/user-ptr: no T' } },
      ],
    });
    const fixed = [{ property: 'model/data', reason: 'wrong-bytes', mode: 'direct', note: '' }] as const;
    expect(invocation(result({ baseline: { known: 0, fixed } }))).toHaveProperty(
      'toolExecutionNotifications[1].message.text',
      expect.stringMatching(/^fixed: model\/data/),
    );
    const timing = { startedAt: '2026-01-31T12:00:00.000Z', elapsedMs: 1500, workers: 1, shards: 1 };
    expect(invocation(result({ timing }))).toMatchObject({
      startTimeUtc: '2026-01-31T12:00:00.000Z',
      endTimeUtc: '2026-01-31T12:00:01.500Z',
    });
  });

  it('keeps text from being a link, a placeholder or another line', () => {
    const { results } = runOf(failed({ findings: [finding({ observed: '[a](1) {0}\n' })] }));
    expect(results[0]).toHaveProperty('message.text', expect.stringContaining('[a] (1) {{0}}\\u000a'));
  });
});
