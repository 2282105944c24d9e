import type {
  DefectResult,
  DetectionResult,
  OtherTrace,
  SearchBelow,
} from '../trace/result/detection-result.ts';
import { bareTraceSchema } from '../trace/schema.ts';
import { writtenTrace } from './written-trace.ts';

// As in a campaign's result: fields in their declared order, none left out.

function otherFields({ seeds, trace }: OtherTrace): Readonly<Record<keyof OtherTrace, unknown>> {
  return { seeds, trace: writtenTrace(bareTraceSchema.parse(trace)) };
}

function belowFields({ executions, simpler }: SearchBelow): Readonly<Record<keyof SearchBelow, unknown>> {
  return { executions, simpler: simpler === null ? null : writtenTrace(bareTraceSchema.parse(simpler)) };
}

function defectFields(defect: DefectResult): Readonly<Record<keyof DefectResult, unknown>> {
  return {
    id: defect.id,
    rule: defect.rule,
    title: defect.title,
    base: defect.base,
    property: defect.property,
    reason: defect.reason,
    mode: defect.mode,
    openName: defect.openName,
    minimalOps: defect.minimalOps,
    coupled: defect.coupled,
    searches: defect.searches,
    found: defect.found,
    cases: defect.cases,
    minimal: defect.minimal,
    searchExecutions: defect.searchExecutions,
    minimizeExecutions: defect.minimizeExecutions,
    otherTraces: defect.otherTraces.map(otherFields),
    below: defect.below === null ? null : belowFields(defect.below),
  };
}

function resultFields(result: DetectionResult): Readonly<Record<keyof DetectionResult, unknown>> {
  return {
    format: result.format,
    version: result.version,
    source: result.source,
    seeds: result.seeds,
    cap: result.cap,
    defects: result.defects.map(defectFields),
    bases: result.bases,
    properties: result.properties,
    searches: result.searches,
    found: result.found,
    minimal: result.minimal,
    cases: result.cases,
    conclusion: result.conclusion,
  };
}

/** The result as JSON: two spaces, no times. Equal results give equal bytes. */
export function detectionJson(result: DetectionResult): string {
  return `${JSON.stringify(resultFields(result), null, 2)}\n`;
}
