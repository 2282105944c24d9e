import type { Op } from '../trace/ops/index.ts';
import { opWords, paddedKind } from '../trace/ops/words.ts';
import { printable } from '../trace/printable.ts';
import type { Trace } from '../trace/trace.ts';
import { counted, folded, REPORT_WIDTH, shortened } from './format.ts';
import { shownIndices, withGaps } from './shown.ts';

/** Text to the right of an operation. */
interface NoteBeside {
  /** Before the text. */
  readonly label?: string;
  readonly text: string;
  readonly style: (text: string) => string;
}

/** What stands beside and below one operation of a transcript. */
export interface Note {
  readonly beside: readonly NoteBeside[];
  /** Lines below it. */
  readonly below: readonly string[];
  /** Whether this is where something is wrong: such an operation is never left out. */
  readonly isMarked: boolean;
}

export interface TranscriptOptions {
  /** What an open without a name opens. */
  readonly openName: string;
  /** Styles the text of a marked operation. */
  readonly mark: (text: string) => string;
}

/** Width of an operation's text, beyond which it continues on the next line. */
const OPERATION_WIDTH = 44;
/** Names are cut off at this. */
const PART_WIDTH = 72;
/** The most parts of one operand, such as data with as many places as there may be. */
const MAX_PARTS = 9;
/** What is left for the notes beside an operation of the longest text. */
const LEAST_BESIDE = 30;

/** Before the further lines of a note. */
const CONTINUED = '  ';

interface Row {
  readonly number: string;
  readonly lines: readonly string[];
  readonly note: Note | undefined;
}

/** An operand within bounds, each of its parts cut off by itself. */
function operandText(operand: string, width: number): string {
  const parts = operand.split(', ').map((part) => printable(shortened(part, width)));
  return [...parts.slice(0, MAX_PARTS), ...(parts.length > MAX_PARTS ? ['…'] : [])].join(', ');
}

/** The operation's text in lines, the later ones indented to its operands. */
function operationLines(op: Op, openName: string): string[] {
  const { kind, operands } = opWords(op, openName);
  const beginning = `${paddedKind(kind)} `;
  const indent = ' '.repeat(beginning.length);
  const texts = operands.map((operand, index) =>
    operandText(operand, index === 0 ? PART_WIDTH - beginning.length : PART_WIDTH),
  );
  const lines = folded(texts, OPERATION_WIDTH, beginning);
  return lines.map((line, index) => (index === 0 ? line : indent + line));
}

/** The note in lines of at most `width` characters, where its words let it. */
function besideLines({ label = '', text, style }: NoteBeside, width: number): string[] {
  const [first = '', ...rest] = folded([text], width - label.length);
  const further = rest.length === 0 ? [] : folded([rest.join(' ')], width - CONTINUED.length);
  return [label + style(first), ...further.map((line) => CONTINUED + style(line))];
}

function rowLines(row: Row, numberWidth: number, column: number, mark: (text: string) => string): string[] {
  const { note } = row;
  const style = note?.isMarked ? mark : (text: string): string => text;
  const width = Math.max(LEAST_BESIDE, REPORT_WIDTH - (numberWidth + column + 5));
  const beside = (note?.beside ?? []).flatMap((each) => besideLines(each, width));
  const lines: string[] = [];
  for (let index = 0; index < Math.max(row.lines.length, beside.length); index += 1) {
    const number = (index === 0 ? row.number : '').padStart(numberWidth);
    const text = row.lines[index] ?? '';
    const right = beside[index];
    const left = `  ${number} ${style(text)}`;
    lines.push(right === undefined ? left : `${left}${' '.repeat(column - text.length)}  ${right}`);
  }
  const indent = ' '.repeat(numberWidth + 9);
  return [...lines, ...(note?.below ?? []).map((line) => indent + line)];
}

/**
 * The operations of a trace, one numbered line or more for each, with notes beside and below them. A note at
 * the index after the last operation stands at `end`: when the driver is unloaded.
 */
export function transcript(
  trace: Trace,
  notes: ReadonlyMap<number, Note>,
  { openName, mark }: TranscriptOptions,
): string[] {
  const count = trace.ops.length;
  const marked = [...notes].filter(([, { isMarked }]) => isMarked).map(([index]) => index);
  const rows = withGaps(trace.ops, shownIndices(count, marked)).map((row): Row | number => {
    if (typeof row === 'number') return row;
    const { entry: op, index } = row;
    return { number: String(index + 1), lines: operationLines(op, openName), note: notes.get(index) };
  });
  const end = notes.get(count);
  if (end !== undefined) rows.push({ number: '', lines: ['end'], note: end });
  const numberWidth = String(count).length;
  const column = columnOf(rows);
  return rows.flatMap((row) => {
    if (typeof row !== 'number') return rowLines(row, numberWidth, column, mark);
    return [`  ${''.padStart(numberWidth)} … ${counted(row, 'operation')}`];
  });
}

/** Where the notes beside the operations start, characters after the operation's first. */
function columnOf(rows: readonly (Row | number)[]): number {
  const lengths = rows.flatMap((row) =>
    typeof row === 'number' || (row.note?.beside.length ?? 0) === 0
      ? []
      : row.lines.map((line) => line.length),
  );
  return Math.max(0, ...lengths);
}
