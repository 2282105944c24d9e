import type { DetectionResult } from '../trace/result/detection-result.ts';
import { DETECTION_HEADINGS, defectRow, TEXT_COLUMNS, totalRow } from './detection-table.ts';
import { counted, grouped } from './format.ts';

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The table of defects in Markdown. Ends with a line break. */
export function detectionMarkdown(result: DetectionResult): string {
  const { defects, seeds, cap, source } = result;
  const lines = [
    `Cases: ${source}; seeds 1 to ${grouped(seeds)}; a search gives up after ${counted(cap, 'case')}.`,
    '',
    row(DETECTION_HEADINGS),
    `|${DETECTION_HEADINGS.map((_, column) => (column < TEXT_COLUMNS ? '---|' : '---:|')).join('')}`,
    ...defects.map((defect) => row(defectRow(defect))),
    row(totalRow(result)),
  ];
  return `${lines.join('\n')}\n`;
}
