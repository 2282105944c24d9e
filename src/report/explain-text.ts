import { describeOp } from '../trace/ops/words.ts';
import { reasonText } from '../trace/result/documented-reason.ts';
import type { ExampleTrace, PropertyDocumentation } from '../trace/result/property-documentation.ts';

const LABEL_WIDTH = 10;
const TEXT_WIDTH = 80;
/** What the example device is opened as. */
const OPEN_NAME = '\\??\\Example';

/** Every property with its summary, one line each. */
export function propertyListText(properties: readonly PropertyDocumentation[]): string {
  const width = Math.max(0, ...properties.map(({ id }) => id.length));
  return properties.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}\n`).join('');
}

/** All that is to be known of a property. */
export function explainText(property: PropertyDocumentation): string {
  const { id, demands, rules, sources, consequence, guards, compared, reasons, example } = property;
  const lines = [
    id,
    '',
    ...section('Demands', [demands]),
    ...section('Windows', [consequence]),
    ...section('Rules', rules.length === 0 ? [] : [`${rules.join(', ')} (doc/rules.md)`]),
    ...section('Sources', sources),
    ...section('Guards', guards),
    ...section('Compared', [compared]),
    '',
    'Reason codes',
    ...reasons.flatMap((each) => [`  ${each.code}`, ...wrappedWords(reasonText(each), TEXT_WIDTH, '      ')]),
    ...(example === null ? [] : exampleLines(example)),
  ];
  return `${lines.join('\n')}\n`;
}

function exampleLines({ driver, mode, reason, ops }: ExampleTrace): string[] {
  return [
    '',
    'Example',
    `  ${driver}, ${mode} mode, shows ${reason}:`,
    ...ops.map((op, index) => `  ${index + 1} ${describeOp(op, OPEN_NAME)}`),
    `  irpcheck run ${driver} --mode ${mode}`,
  ];
}

/** A label and its texts, each wrapped, and marked where there are several. */
function section(label: string, texts: readonly string[]): string[] {
  const bullet = texts.length > 1 ? '- ' : '';
  const hanging = ' '.repeat(bullet.length);
  const lines = texts.flatMap((text) =>
    wrappedWords(text, TEXT_WIDTH - bullet.length, '').map(
      (line, index) => `${index === 0 ? bullet : hanging}${line}`,
    ),
  );
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`);
}

/** Lines of whole words, each with an indent and at most `width` characters after it. */
function wrappedWords(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
