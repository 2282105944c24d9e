import { formatTrace } from '../../trace/json.ts';
import { printable } from '../../trace/printable.ts';
import { unitHex } from '../ascii.ts';
import type { ExportedTrace } from '../exported-trace.ts';
import { fileName, headerLines } from '../header.ts';

/** A string literal in single quotes, printable ASCII. */
function stringLiteral(text: string): string {
  const escaped = text.replaceAll(/['\\]/g, '\\$&');
  return `'${printable(escaped).replaceAll(/[^ -~]/g, (unit) => `\\u${unitHex(unit.charCodeAt(0))}`)}'`;
}

/** JSON, whose characters beyond ASCII are all inside strings, as an expression. */
function expression(json: string): string {
  return json.trimEnd().replaceAll(/[^\n -~]/g, (unit) => `\\u${unitHex(unit.charCodeAt(0))}`);
}

/** Text inside a comment: nothing in it closes it. */
function commentText(text: string): string {
  return text.replaceAll('*/', '* /');
}

/** What is expected of the driver: that it no longer shows the finding, or anything else. */
function checks({ finding }: ExportedTrace): string[] {
  if (finding === null) return [];
  return [
    '    // Without what judges this property, such as a model, the test would say nothing.',
    `    expect(session.notChecked(${stringLiteral(finding.property)}, trace.setting.mode)).toBeNull();`,
  ];
}

function title({ finding }: ExportedTrace): string {
  return finding === null ? 'breaches nothing' : `does not show ${finding.property} ${finding.reason}`;
}

/** Milliseconds; a driver that hangs is noticed sooner. */
const TIMEOUT = 60_000;

/** A regression test for vitest: it fails as long as the driver breaches anything on the trace. */
export function vitestProgram(exported: ExportedTrace): string {
  const { trace, finding, modelPath } = exported;
  const head = headerLines(exported).map((line) => ` * ${commentText(line)}`.trimEnd());
  return `/*
${head.join('\n')}
 *
 * Run:  npx vitest run ${fileName(exported)}.test.ts
 */
import { openSession, parseTrace, subjectSource } from 'irpcheck';
import { expect, it } from 'vitest';

/** The driver under test: a built-in one, or a .ts or .js file, from the folder in which vitest is started. */
const DRIVER = ${stringLiteral(trace.subject)};
/** A .ts or .js file with a model of the device; null for the driver's own model, if any. */
const MODEL: string | null = ${modelPath === null ? 'null' : stringLiteral(modelPath)};

const RECORDED = ${expression(formatTrace(trace, finding))};

it(${stringLiteral(title(exported))}, async () => {
  const { trace, finding } = parseTrace(JSON.stringify(RECORDED));
  const session = await openSession({ source: await subjectSource(DRIVER, MODEL) });
  try {
${[...checks(exported), '    const { breaches, refused } = await session.replay({ ...trace, subject: DRIVER }, finding);'].join('\n')}
    expect(breaches).toEqual([]);
    // What is not executed to its end would say nothing.
    expect(refused).toBeNull();
  } finally {
    await session.close();
  }
}, ${TIMEOUT});
`;
}
