import { describeOp } from '../trace/ops/words.ts';
import type { BaseResult, DefectResult, DetectionResult } from '../trace/result/detection-result.ts';
import { coloursFor } from './colours.ts';
import { DETECTION_HEADINGS, defectRow, TEXT_COLUMNS, totalRow } from './detection-table.ts';
import { detectionVerdictOf } from './detection-verdict.ts';
import { EXIT } from './exit-code.ts';
import { counted, duration, grouped, wrapped } from './format.ts';
import { settingLines } from './setting.ts';

/** How the report of a measurement is to look. */
export interface DetectionTextOptions {
  readonly colour: boolean;
  /** How long the measurement took. */
  readonly elapsedMs?: number;
}

const LIST_WIDTH = 70;

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = DETECTION_HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column < TEXT_COLUMNS ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** The traces that should have been another one. */
function otherTraces({ id, otherTraces: others, openName }: DefectResult): string[] {
  return others.flatMap(({ seeds, trace }) => [
    '',
    `  ${id}: ${counted(seeds, 'seed')} led to another trace than the published one`,
    ...settingLines(trace.setting).map((line) => `    ${line}`),
    ...trace.ops.map((op) => `    ${describeOp(op, openName)}`),
  ]);
}

/** What was found below the published traces. */
function belowLines(defects: readonly DefectResult[]): string[] {
  const searched = defects.filter(({ below }) => below !== null);
  if (searched.length === 0) return [];
  const executions = searched.reduce((sum, { below }) => sum + (below?.executions ?? 0), 0);
  const found = searched.filter(({ below }) => below?.simpler !== null);
  return [
    '',
    `  below ${counted(searched.length, 'published trace')} of at most 3 operations: ` +
      `${counted(executions, 'simpler trace')} tried, ${found.length === 0 ? 'none' : grouped(found.length)} of them fails`,
    ...found.flatMap(({ id, below, openName }) => [
      `    ${id}:`,
      ...(below?.simpler?.ops ?? []).map((op) => `      ${describeOp(op, openName)}`),
    ]),
  ];
}

function baseLine({ name, cases, findings }: BaseResult): string {
  const accusations = findings.map(({ property, reason }) => `${property} ${reason}`).join(', ');
  return `    ${name}: ${counted(cases, 'case')}, ${findings.length === 0 ? 'no finding' : accusations}`;
}

/** The report for people. Ends with a line break. */
export function detectionText(result: DetectionResult, { colour, elapsedMs }: DetectionTextOptions): string {
  const colours = coloursFor(colour);
  const { defects, bases, properties, seeds, cap, source } = result;
  const { exitCode, text } = detectionVerdictOf(result);
  const [headings = '', ...rows] = table([DETECTION_HEADINGS, ...defects.map(defectRow), totalRow(result)]);
  const shown = properties.filter((each) => each.defects.length > 0 || each.compared > 0);
  const idWidth = Math.max(0, ...shown.map(({ property }) => property.length));
  const unmeasured = properties.filter((each) => !shown.includes(each)).map(({ property }) => property);
  const countWidth = Math.max(0, ...shown.map(({ compared }) => grouped(compared).length));
  const time = elapsedMs === undefined ? '' : ` · ${duration(elapsedMs)}`;
  const lines = [
    colours.bold(
      `${counted(defects.length, 'defect')} · cases: ${source} · seeds 1 to ${grouped(seeds)} · ` +
        `cap ${counted(cap, 'case')}${time}`,
    ),
    '',
    colours.dim(headings),
    ...rows,
    ...defects.flatMap(otherTraces),
    ...belowLines(defects),
    '',
    '  properties: comparisons on the correct drivers, and the defects that show that they can fail:',
    ...shown.flatMap(({ property, defects: ids, compared }) =>
      (ids.length === 0 ? ['none'] : wrapped(ids, LIST_WIDTH)).map(
        (line, index) =>
          `    ${(index === 0 ? property : '').padEnd(idWidth)}  ${(index === 0 ? grouped(compared) : '').padStart(countWidth)}  ${line}`,
      ),
    ),
    ...(unmeasured.length === 0 ? [] : ['', `  nothing compared here: ${unmeasured.join(', ')}`]),
    '',
    '  correct drivers:',
    ...bases.map(baseLine),
    '',
    colours.bold((exitCode === EXIT.CONFORMS ? colours.green : colours.red)(`${text} (exit ${exitCode})`)),
  ];
  return `${lines.join('\n')}\n`;
}
