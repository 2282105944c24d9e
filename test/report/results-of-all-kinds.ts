import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { HOSTILE } from './arbitrary-result.ts';
import { failed, finding, property, REFUSED, result } from './results.ts';

const evil = HOSTILE.join(' ');

/** A result of every kind that reports have to do with. */
export const RESULTS: readonly (readonly [kind: string, result: CampaignResult])[] = [
  ['that conforms', result()],
  ['with a finding', failed()],
  [
    'with findings of every property',
    failed({
      properties: DOCUMENTED_PROPERTIES.map(({ id }) => property({ id, verdict: 'finding', breaches: 1 })),
      findings: DOCUMENTED_PROPERTIES.flatMap(({ id, reasons }) =>
        reasons.map(({ code }) => finding({ property: id, reason: code, origin: 'IRP_MJ_WRITE' })),
      ),
    }),
  ],
  [
    'with a warning',
    result({
      properties: [property({ verdict: 'warning', breaches: 1 })],
      findings: [finding({ severity: 'warning' })],
    }),
  ],
  [
    'with a known finding',
    result({
      properties: [property({ verdict: 'known', breaches: 3 })],
      findings: [finding({ known: true, note: 'mended in 2.1' })],
      baseline: {
        known: 1,
        fixed: [{ property: 'model/data', reason: 'wrong-bytes', mode: 'direct', note: evil }],
      },
    }),
  ],
  ['of a campaign that was interrupted', result({ cases: 5, conclusion: 'interrupted' })],
  ['of a campaign that ran out of time', failed({ cases: 5, conclusion: 'out-of-time' })],
  ['with refused cases', result({ refused: REFUSED, conclusion: 'unsupported' })],
  ['with refused cases and a finding', failed({ refused: { ...REFUSED, traces: 1 } })],
  [
    'that compared nothing',
    result({ properties: [property({ verdict: 'vacuous' })], conclusion: 'insufficient-coverage' }),
  ],
  [
    'with hostile text',
    failed({
      subject: evil,
      openName: evil,
      notChecked: [evil],
      modelArms: { [evil]: 0 },
      properties: [property({ verdict: 'skipped', note: evil })],
      findings: [
        finding({
          expected: evil,
          observed: 'y'.repeat(65_536),
          origin: 'x'.repeat(200),
          remarks: [evil],
          consequence: evil,
          relevance: { matters: [evil], doesNotMatter: [evil], executions: 0 },
        }),
      ],
    }),
  ],
  [
    'with times',
    failed({
      timing: { startedAt: '2026-01-31T12:00:00.000Z', elapsedMs: 12_345.6, workers: 2, shards: 7 },
    }),
  ],
];
