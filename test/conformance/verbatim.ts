import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { BufferingMode, Finding, Subject } from '../../src/index.ts';
import { irpcheck } from './dist.ts';

/** One finding that a driver as published must show: exactly these, with exactly these minimal traces. */
export interface ExpectedRow {
  readonly driver: string;
  readonly mode: BufferingMode;
  readonly property: string;
  readonly reason: string;
  readonly severity: string;
  /** Number of the defect in the article's code that is behind it. */
  readonly defect: number;
  /** The minimal trace: its operations in the trace format, and what of its setting is not as usual. */
  readonly trace: unknown;
}

/** The rows of all drivers. */
export const ROWS_FILE = new URL('article-verbatim.expected.json', import.meta.url);
export const expected = JSON.parse(readFileSync(ROWS_FILE, 'utf8')) as readonly ExpectedRow[];

const CASES = 2000;

function minimalTrace(finding: Finding): unknown {
  const { setting, ops } = JSON.parse(irpcheck.formatTrace(finding.trace));
  const { mode: _mode, ...unusual } = setting;
  return { ...(Object.keys(unusual).length > 0 && { setting: unusual }), ops };
}

/** What a campaign finds in one mode. */
export async function rowsOf(subject: Subject, mode: BufferingMode, seed: number): Promise<ExpectedRow[]> {
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

export function expectedRows(driver: string, mode: BufferingMode): readonly ExpectedRow[] {
  return expected.filter((row) => row.driver === driver && row.mode === mode);
}
