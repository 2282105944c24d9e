import type { DefectResult, DetectionResult } from '../trace/result/detection-result.ts';
import { grouped } from './format.ts';

/** Headings of the table of defects. The first three columns are text, the others numbers. */
export const DETECTION_HEADINGS = [
  'defect',
  'rule',
  'property',
  'found',
  'median',
  'p95',
  'minimal',
  'executions',
] as const;
export const TEXT_COLUMNS = 3;

/**
 * The row of a defect: searches that found it, cases it took (median and 95th percentile), searches that ended at
 * the published trace, and the executions that minimization took (median).
 */
export function defectRow(defect: DefectResult): string[] {
  const { id, rule, property, found, searches, cases, minimal, minimizeExecutions } = defect;
  return [
    id,
    rule,
    property,
    `${found}/${searches}`,
    grouped(cases.median),
    grouped(cases.p95),
    `${minimal}/${searches}`,
    grouped(minimizeExecutions),
  ];
}

/** The row of all searches together. */
export function totalRow({ found, searches, minimal, cases }: DetectionResult): string[] {
  const share = (part: number): string => `${grouped(part)}/${grouped(searches)}`;
  return ['all', '', '', share(found), grouped(cases.median), grouped(cases.p95), share(minimal), ''];
}
