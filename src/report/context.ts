import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';

/** What a report is given beside the result. */
export interface ReportContext {
  /** The files that hold the findings' traces, in the findings' order; empty where none were written. */
  readonly tracePaths: readonly string[];
  /** What the properties mean, in the order in which results list them. */
  readonly documentation: readonly PropertyDocumentation[];
}
