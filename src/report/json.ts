import { canonicalOp } from '../trace/defaults.ts';
import type { Finding, Relevance } from '../trace/finding.ts';
import { type DataSpec, OP_KINDS, type Op, type OpKind } from '../trace/op.ts';
import type { CampaignResult, ModeCount, PropertyResult } from '../trace/result.ts';
import type { Trace } from '../trace/trace.ts';

// Each function lists the fields in their declared order; its return type refuses one that is left out.

function modeFields({ mode, cases, calls }: ModeCount): ModeCount {
  return { mode, cases, calls };
}

function propertyFields({ id, verdict, compared, unit, breaches, note }: PropertyResult): PropertyResult {
  return { id, verdict, compared, unit, breaches, note };
}

function dataFields(data: DataSpec): DataSpec {
  if ('hex' in data) return { hex: data.hex };
  return data.pattern === 'zero' ? { pattern: data.pattern } : { pattern: data.pattern, seed: data.seed };
}

/** An operation's fields in the order of its canonical form. */
function opFields(op: Op): object {
  const given = new Map<string, unknown>(Object.entries(op));
  if (op.op === 'read' || op.op === 'write') {
    const { pageOffset, memory, shared } = op.buffer;
    given.set('buffer', { pageOffset, memory, shared });
  }
  if (op.op === 'write') given.set('data', dataFields(op.data));
  return Object.fromEntries(Object.keys(canonicalOp(op.op)).map((key) => [key, given.get(key)]));
}

/** In full, with canonical values too, so that it is both a `Trace` and a trace file. */
export function traceFields({ format, subject, options, machine, schedule, ops, seed }: Trace): object {
  const { systemBuffer, strictOffsets } = options.dialect;
  return {
    format,
    subject,
    options: { mode: options.mode, dialect: { systemBuffer, strictOffsets } },
    machine: { fragmentation: machine.fragmentation, frameSeed: machine.frameSeed },
    schedule: schedule.map(({ op, point, run }) => ({ op, point, run })),
    ops: ops.map(opFields),
    seed: seed === null ? null : { seed: seed.seed, caseIndex: seed.caseIndex },
  };
}

function relevanceFields({ matters, doesNotMatter, executions }: Relevance): Relevance {
  return { matters, doesNotMatter, executions };
}

function findingFields(finding: Finding): Readonly<Record<keyof Required<Finding>, unknown>> {
  return {
    property: finding.property,
    reason: finding.reason,
    origin: finding.origin,
    severity: finding.severity,
    op: finding.op,
    expected: finding.expected,
    observed: finding.observed,
    consequence: finding.consequence,
    cause: finding.cause,
    picture: finding.picture,
    trace: traceFields(finding.trace),
    original: traceFields(finding.original),
    executions: finding.executions,
    minimization: finding.minimization,
    relevance: relevanceFields(finding.relevance),
    evidence: finding.evidence,
    known: finding.known,
  };
}

function opKindFields(opKinds: CampaignResult['opKinds']): Readonly<Record<string, number>> {
  return Object.fromEntries(OP_KINDS.map((kind: OpKind) => [kind, opKinds[kind]]));
}

function resultFields(result: CampaignResult): Readonly<Record<keyof CampaignResult, unknown>> {
  return {
    format: result.format,
    version: result.version,
    subject: result.subject,
    openName: result.openName,
    model: result.model,
    seed: result.seed,
    casesRequested: result.casesRequested,
    cases: result.cases,
    calls: result.calls,
    executions: result.executions,
    distinctTraces: result.distinctTraces,
    modes: result.modes.map(modeFields),
    opKinds: opKindFields(result.opKinds),
    coverage: result.coverage,
    modelArms: result.modelArms,
    properties: result.properties.map(propertyFields),
    notChecked: result.notChecked,
    findings: result.findings.map(findingFields),
    corpus: result.corpus,
    baseline: result.baseline,
    conclusion: result.conclusion,
    timing: result.timing,
  };
}

/**
 * The result as JSON: two spaces, fields in their declared order, no times. Equal results give equal bytes
 * (the model's arms are in the order in which the model lists them).
 */
export function jsonReport(result: CampaignResult): string {
  return `${JSON.stringify(resultFields(result), null, 2)}\n`;
}
