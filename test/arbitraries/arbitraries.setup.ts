import { traces } from '../../src/arbitraries.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { formatTrace } from '../../src/trace/json.ts';
import { canonicalOp, type Op } from '../../src/trace/ops/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../../src/trace/trace.ts';
import type { Lawful } from './laws.ts';

export const article = findSubject('article');
export const OPEN: Op = canonicalOp('open');
const SIMPLEST: Trace = {
  format: TRACE_FORMAT,
  subject: 'article',
  setting: settingOf('buffered'),
  ops: [OPEN],
  seed: null,
};

export const ofTraces: Lawful<Trace> = {
  make: () => traces({ subject: article }),
  opCount: ({ ops }) => ops.length,
  text: (trace) => formatTrace(trace),
  simplest: SIMPLEST,
};
