import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { UNSAFE_TEXT, UNSAFE_TEXTS } from '../trace/printable.setup.ts';
import { EVIDENCE, failed, finding, property, unalignedWrite } from './results.ts';

/** The same texts where each starts a line, or would. */
const LINES = UNSAFE_TEXTS.map(([, text]) => text).join('\n');

/** Origins are short. */
const ORIGIN = UNSAFE_TEXT.slice(0, 200);

const TRACE = unalignedWrite({
  subject: UNSAFE_TEXT,
  ops: [{ ...canonicalOp('open'), name: UNSAFE_TEXT }, ...unalignedWrite().ops],
});

/** A result whose texts are not safe, wherever a driver, a model or a file has a say in them. */
export const UNSAFE_RESULT: CampaignResult = failed({
  subject: UNSAFE_TEXT,
  openName: UNSAFE_TEXT,
  model: UNSAFE_TEXT,
  version: UNSAFE_TEXT,
  notChecked: UNSAFE_TEXTS.map(([, text]) => text),
  controls: [
    { code: 0x222000, sent: 2, statuses: [{ status: UNSAFE_TEXT, requests: 2 }] },
    { code: null, sent: 1, statuses: [{ status: LINES, requests: 1 }] },
  ],
  modelArms: { [UNSAFE_TEXT]: 0, read: 1 },
  properties: [
    property({ verdict: 'finding', note: LINES }),
    property({ id: 'model/position', verdict: 'vacuous', note: LINES }),
    property({ id: 'model/data', verdict: 'skipped', note: LINES }),
  ],
  baseline: {
    known: 1,
    fixed: [
      {
        property: 'model/status',
        reason: '##vso[a]',
        origin: ORIGIN,
        mode: 'direct',
        note: UNSAFE_TEXT,
      },
    ],
  },
  findings: [
    finding({
      reason: '::error::##vso[a]',
      origin: ORIGIN,
      expected: LINES,
      observed: LINES,
      consequence: LINES,
      remarks: UNSAFE_TEXTS.map(([, text]) => text),
      relevance: {
        matters: UNSAFE_TEXTS.map(([, text]) => text),
        doesNotMatter: UNSAFE_TEXTS.map(([, text]) => text),
        executions: 1,
      },
      evidence: {
        ...EVIDENCE,
        timeline: UNSAFE_TEXTS.map(([, text]) => ({
          op: 0,
          actor: 'driver' as const,
          to: null,
          text,
          isMarked: true,
        })),
        facts: [{ kind: 'bug-check', request: null, detail: { code: 0, reason: LINES } }],
        bytes: [{ what: UNSAFE_TEXT, from: 0, expected: '00', observed: '01', totalBytes: 1 }],
      },
      trace: TRACE,
      original: TRACE,
      known: true,
      note: LINES,
    }),
  ],
});
