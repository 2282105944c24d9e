import { expect, it } from 'vitest';
import * as irpcheck from '../src/index.ts';
import * as model from '../src/model.ts';

it('irpcheck: campaigns, replay, minimization, reports, subjects and traces', () => {
  expect(Object.keys(irpcheck).toSorted()).toEqual([
    'CaseRunner',
    'DEFAULT_CASES',
    'DEFAULT_STALL_SECONDS',
    'DOCUMENTED_PROPERTIES',
    'DeviceModelError',
    'DriverEntryError',
    'EXPORT_LANGUAGES',
    'MergeError',
    'ModuleError',
    'NotFailingError',
    'PROPERTIES',
    'RAISED_NAMES',
    'ResultFormatError',
    'ShardFormatError',
    'TRACE_FORMAT',
    'TraceFormatError',
    'UnknownSubjectError',
    'UnsupportedTraceError',
    'VERSION',
    'builtInSubjects',
    'changing',
    'ctrfReport',
    'defects',
    'detectionJson',
    'detectionText',
    'exportTrace',
    'failing',
    'failingAt',
    'findDefect',
    'findSubject',
    'fingerprint',
    'formatShard',
    'formatTrace',
    'githubReport',
    'htmlReport',
    'jsonReport',
    'junitReport',
    'loadSubject',
    'markdownReport',
    'measureDetection',
    'mergeShards',
    'minimize',
    'openSession',
    'parseResult',
    'parseShard',
    'parseTrace',
    'raising',
    'replay',
    'resultJsonSchema',
    'runCampaign',
    'sarifReport',
    'settingOf',
    'subjectSource',
    'textReport',
    'traceJsonSchema',
    'visibleOf',
  ]);
});

it('irpcheck/model: the models that come along, and what a model needs', () => {
  for (const each of [model.articleModel, model.recordModel, model.defaultCallbacksModel]) {
    expect(each.arms.length).toBeGreaterThan(0);
    expect(each.initial).toBeTypeOf('function');
  }
  expect(model.expectUserPtr).toBeTypeOf('function');
  expect(model.ntstatusName(model.STATUS_END_OF_FILE)).toBe('STATUS_END_OF_FILE');
});
