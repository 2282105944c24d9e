import type { Finding } from '../trace/finding/finding.ts';
import { printable, printableLines } from '../trace/printable.ts';
import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';
import type { CampaignResult, Timing } from '../trace/result/result.ts';
import { type Cause, causesOf, moreWaysText, type PlacedFinding } from './causes.ts';
import type { ReportContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import { explainText } from './explain-text.ts';
import { fileName } from './file-name.ts';
import { fingerprint } from './fingerprint.ts';
import { fixedLines } from './fixed.ts';
import { findingPath, pathUri } from './location.ts';
import { propertyHelp } from './property-help.ts';
import { sarifFlow } from './sarif-flow.ts';
import { sarifMessage } from './sarif-message.ts';
import { incompleteness, verdictOf } from './verdict.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A JSON object. */
type Fields = Readonly<Record<string, unknown>>;

/** What a property means. The level is what a finding has that says nothing else. */
function rule(id: string, documentation: PropertyDocumentation | undefined): Fields {
  const defaultConfiguration = { level: 'error' };
  if (documentation === undefined) return { id, defaultConfiguration };
  const { summary, demands } = documentation;
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: demands },
    help: { text: explainText(documentation), markdown: propertyHelp(documentation) },
    defaultConfiguration,
  };
}

/** Ids of the result's properties, and of findings of others. */
function ruleIds({ properties, findings }: CampaignResult): string[] {
  return [...new Set([...properties.map(({ id }) => id), ...findings.map(({ property }) => property)])];
}

function locations(finding: Finding, path: string | undefined): Fields[] {
  const { origin, trace } = finding;
  const driver = printable(trace.subject);
  const logicalLocations = [
    { name: driver, kind: 'module' },
    ...(origin === undefined
      ? []
      : [
          { name: printable(origin), fullyQualifiedName: `${driver}/${printable(origin)}`, kind: 'function' },
        ]),
  ];
  return [{ ...(path === undefined ? {} : physicalLocation(path)), logicalLocations }];
}

function physicalLocation(path: string): Fields {
  // Nothing is known of lines; viewers want one.
  return {
    physicalLocation: { artifactLocation: { uri: pathUri(path) }, region: { startLine: 1 } },
  };
}

function message({ reason, expected, observed, consequence, trace }: Finding, cause: string): Fields {
  const what = `${reason} in ${trace.setting.mode} mode: expected ${expected}; observed ${observed}.`;
  const windows = consequence === '' ? '' : ` On Windows: ${consequence}.`;
  return sarifMessage(`${what}${windows}${cause}`);
}

/** What else one cause shows as, for the message; empty where it shows in one way. */
function causeText(cause: Cause, index: number): string {
  const { simplest, others } = cause;
  if (others.length === 0) return '';
  if (index === simplest.index) return ` One cause, ${moreWaysText(cause)}.`;
  const { property, reason } = simplest.finding;
  return ` One of ${others.length + 1} ways in which one cause shows; the simplest is ${property} ${reason}.`;
}

function resultOf(
  { finding, index }: PlacedFinding,
  cause: Cause,
  number: number,
  rules: readonly string[],
  result: CampaignResult,
  context: ReportContext,
): Fields {
  const { property, reason, severity, known, note, trace } = finding;
  const justification =
    note === undefined ? 'known by the baseline' : `known by the baseline: ${printable(note)}`;
  const path = findingPath(result, index, context);
  const place = path === undefined ? {} : physicalLocation(path);
  return {
    ruleId: property,
    ruleIndex: rules.indexOf(property),
    level: known ? 'note' : severity,
    message: message(finding, causeText(cause, index)),
    locations: locations(finding, path),
    partialFingerprints: {
      'irpcheckFinding/v1': fingerprint(finding),
      // The only one that GitHub code scanning looks at. It would compute its own from the trace file's first line,
      // the same for every finding. The number tells lines with the same hash apart.
      primaryLocationLineHash: `${fingerprint(finding)}:1`,
    },
    ...sarifFlow(finding, place, result.openName),
    ...(known ? { suppressions: [{ kind: 'external', status: 'accepted', justification }] } : {}),
    properties: {
      reason,
      severity,
      mode: trace.setting.mode,
      cause: number,
      ...(trace.seed === null ? {} : { seed: trace.seed.seed, case: trace.seed.caseIndex }),
    },
  };
}

/** The last moment that has four digits for its year. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);

/** When the campaign ended; nothing where that is beyond what the format can tell. */
function endTime({ startedAt, elapsedMs }: Timing): Fields {
  const end = Date.parse(startedAt) + elapsedMs;
  return end <= LAST_MOMENT ? { endTimeUtc: new Date(end).toISOString() } : {};
}

function invocation(result: CampaignResult): Fields {
  const { notChecked, timing } = result;
  const { exitCode, text } = verdictOf(result);
  const incomplete = incompleteness(result);
  const notifications = [
    ...(incomplete === null ? [] : [{ level: 'error', message: sarifMessage(incomplete) }]),
    ...notChecked.map((line) => ({ level: 'note', message: sarifMessage(`not checked: ${line}`) })),
    ...fixedLines(result).map((line) => ({ level: 'note', message: sarifMessage(line) })),
  ];
  return {
    executionSuccessful: incomplete === null && (exitCode === EXIT.CONFORMS || exitCode === EXIT.FINDINGS),
    exitCode,
    exitCodeDescription: text,
    ...(timing === null ? {} : { startTimeUtc: timing.startedAt, ...endTime(timing) }),
    toolExecutionNotifications: notifications,
  };
}

/**
 * The result as SARIF 2.1.0: one run, a rule for each property, a result for each finding, those of one cause after one
 * another with its number (`properties.cause`), the simplest first. What is wrong with the
 * campaign itself is in the run's invocation.
 */
export function sarifReport(result: CampaignResult, context: ReportContext): string {
  const rules = ruleIds(result);
  const run: Fields = {
    tool: {
      driver: {
        name: 'irpcheck',
        version: printable(result.version),
        rules: rules.map((id) =>
          rule(
            id,
            context.documentation.find((each) => each.id === id),
          ),
        ),
      },
    },
    automationDetails: { id: `irpcheck/${fileName(result.subject)}/` },
    invocations: [invocation(result)],
    columnKind: 'utf16CodeUnits',
    results: causesOf(result).flatMap((cause, index) =>
      [cause.simplest, ...cause.others].map((placed) =>
        resultOf(placed, cause, index + 1, rules, result, context),
      ),
    ),
    properties: {
      subject: printable(result.subject),
      seed: result.seed,
      modes: result.modes.map(({ mode }) => mode),
    },
  };
  const text = JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2);
  return `${printableLines(text)}\n`;
}
