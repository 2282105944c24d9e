import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BufferingMode, Finding, Subject } from '../../src/index.ts';
import { irpcheck } from './dist.ts';

/** One finding that a driver as published must show: exactly these, with exactly these minimal traces. */
interface ExpectedRow {
  readonly driver: string;
  readonly mode: BufferingMode;
  readonly property: string;
  readonly reason: string;
  readonly severity: string;
  /** Number of the defect in the article's code that is behind it. */
  readonly defect: number;
  /** The minimal trace: its operations in the trace format, and its machine where that is not the plain one. */
  readonly trace: unknown;
}

const FILE = new URL('article-verbatim.expected.json', import.meta.url);
const expected = JSON.parse(readFileSync(FILE, 'utf8')) as readonly ExpectedRow[];

/** Drivers whose rows must be the same from each of 20 seeds, and those that lean on what is permitted. */
const TWENTY_SEEDS = ['article-verbatim', 'record-verbatim', 'overclaim-verbatim'];
const THREE_SEEDS = [
  'default-verbatim',
  'complete-then-err-verbatim',
  'forgets-to-complete-verbatim',
  'status-disagrees-verbatim',
];
const CASES = 2000;

function minimalTrace(finding: Finding): unknown {
  const { machine, options, schedule, ops } = JSON.parse(irpcheck.formatTrace(finding.trace));
  const { dialect } = options ?? {};
  return { ...(machine && { machine }), ...(dialect && { dialect }), ...(schedule && { schedule }), ops };
}

async function rowsOf(subject: Subject, mode: BufferingMode, seed: number): Promise<ExpectedRow[]> {
  const { findings, conclusion } = await irpcheck.runCampaign({ subject, modes: [mode], cases: CASES, seed });
  expect(conclusion).toBe('findings');
  return findings.map((finding) => {
    const { property, reason, severity } = finding;
    const row = { driver: subject.name, mode, property, reason, severity };
    const trace = minimalTrace(finding);
    const known = expected.find(
      (each) => JSON.stringify({ ...each, ...row, trace }) === JSON.stringify(each),
    );
    return { ...row, defect: known?.defect ?? 0, trace };
  });
}

const update = process.env['UPDATE_EXPECTED'] === '1';
const updated: ExpectedRow[] = [];

for (const [names, seeds] of [[TWENTY_SEEDS, 20] as const, [THREE_SEEDS, 3] as const]) {
  for (const name of names) {
    const subject = irpcheck.findSubject(name);
    describe(name, () => {
      for (const mode of subject.modes) {
        it(`${mode}: exactly the expected findings from each of ${seeds} seeds`, async () => {
          const rows = expected.filter((row) => row.driver === name && row.mode === mode);
          if (update) {
            updated.push(...(await rowsOf(subject, mode, 1)));
            writeFileSync(FILE, `${JSON.stringify(updated, null, 2)}\n`);
            return;
          }
          expect(rows.length).toBeGreaterThan(0);
          for (let seed = 1; seed <= seeds; seed += 1) {
            expect(await rowsOf(subject, mode, seed), `seed ${seed}`).toEqual(rows);
          }
        });
      }
    });
  }
}

describe('the defects of the published code', () => {
  it.each([1, 2, 3, 4, 6, 7, 8])('defect %i has a row', (defect) => {
    expect(expected.some((row) => row.defect === defect)).toBe(true);
  });

  it('every row names its defect', () => {
    expect(expected.filter((row) => row.defect < 1 || row.defect > 8)).toEqual([]);
  });
});
