import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/report/verdict.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { failed, finding, property, REFUSED, result } from './results.ts';

const warning = finding({ severity: 'warning' });
const FIRST = 'case 3 at operation 2, read (IRP_MJ_READ)';
const known = finding({ known: true });

const table: [string, Partial<CampaignResult>, number, string][] = [
  ['conforming', {}, 0, 'conforms'],
  ['warnings alone', { findings: [warning, warning] }, 0, 'conforms with 2 warnings'],
  [
    'warnings that are called findings',
    { findings: [warning], conclusion: 'findings' },
    0,
    'conforms with 1 warning',
  ],
  ['an error', { findings: [finding()], conclusion: 'findings' }, 1, '1 finding'],
  ['both', { findings: [finding(), warning], conclusion: 'findings' }, 1, '1 finding, 1 warning'],
  ['an error that the conclusion denies', { findings: [finding()] }, 1, '1 finding'],
  ['a known error', { findings: [known] }, 0, 'conforms with 1 known finding'],
  [
    'known findings and a warning',
    { findings: [known, known, warning, { ...warning, known: true }] },
    0,
    'conforms with 1 warning, 3 known findings',
  ],
  [
    'an error beside a known one',
    { findings: [known, finding()], conclusion: 'findings' },
    1,
    '1 finding, 1 known finding',
  ],
  [
    'an interruption after a known finding',
    { cases: 10, findings: [known], conclusion: 'interrupted' },
    5,
    'interrupted after 10 of 60,000 cases; 1 known finding so far',
  ],
  [
    'known findings of a breached property',
    { findings: [known], properties: [property({ verdict: 'finding' })] },
    1,
    '1 known finding',
  ],
  ['findings that are missing', { conclusion: 'findings' }, 1, 'findings'],
  ['a breached property alone', { properties: [property({ verdict: 'finding' })] }, 1, 'findings'],
  ['an interruption', { cases: 10, conclusion: 'interrupted' }, 5, 'interrupted after 10 of 60,000 cases'],
  [
    'an interruption after a finding',
    { cases: 10, findings: [finding()], conclusion: 'interrupted' },
    5,
    'interrupted after 10 of 60,000 cases; 1 finding so far',
  ],
  [
    'findings of fewer cases than requested',
    { cases: 10, findings: [finding()], conclusion: 'findings' },
    1,
    '1 finding; ended after 10 of 60,000 cases',
  ],
  ['fewer cases than requested', { cases: 10 }, 5, 'ended after 10 of 60,000 cases'],
  ['coverage missing', { conclusion: 'insufficient-coverage' }, 5, 'insufficient coverage'],
  [
    'refused cases, before what is missing',
    {
      refused: REFUSED,
      conclusion: 'unsupported',
      cases: 1000,
      properties: [property({ verdict: 'vacuous' })],
      findings: [warning],
    },
    4,
    `asynchronous requests are not supported: 7 of 1,000 cases refused, first ${FIRST}; ended after 1,000 of 60,000 cases; 1 warning so far`,
  ],
  [
    'refused cases and traces of the corpus, beside a finding',
    {
      refused: { ...REFUSED, traces: 2 },
      conclusion: 'findings',
      properties: [property({ verdict: 'finding', breaches: 1 })],
      findings: [finding()],
    },
    1,
    `1 finding; asynchronous requests are not supported: 2 traces of the corpus and 7 of 60,000 cases refused, first ${FIRST}`,
  ],
  [
    'refused cases that its conclusion tells nothing of',
    { refused: REFUSED },
    4,
    `asynchronous requests are not supported: 7 of 60,000 cases refused, first ${FIRST}`,
  ],
  [
    'a conclusion of refused cases without them',
    { conclusion: 'unsupported' },
    4,
    'what the driver asks for is not supported',
  ],
  [
    'what was never reached, where all has to be',
    {
      strict: true,
      conclusion: 'insufficient-coverage',
      happenings: [
        { what: 'fault pool-allocation', entries: 3, struck: 0, occasion: true },
        { what: 'fault irp-allocation', entries: 3, struck: 0, occasion: false },
        { what: 'fault system-mapping', entries: 3, struck: 1, occasion: true },
      ],
    },
    5,
    'insufficient coverage: 1 arm of the model was never reached; 1 kind of faults never struck',
  ],
  [
    'coverage missing, with reasons',
    {
      conclusion: 'insufficient-coverage',
      properties: [property({ verdict: 'vacuous' })],
      opKinds: { ...result().opKinds, flush: 0 },
      findings: [warning],
    },
    5,
    'insufficient coverage: model/status compared nothing; flush was never executed; 1 warning so far',
  ],
];

describe('verdictOf', () => {
  it.each(table)('%s', (_name, parts, exitCode, text) => {
    expect(verdictOf(result(parts))).toEqual({ exitCode, text });
  });

  it('counts findings', () => {
    expect(verdictOf(failed())).toEqual({ exitCode: 1, text: '1 finding' });
  });
});
