import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';

/** What a report is given beside the result. */
export interface ReportContext {
  /**
   * The files that hold the findings' traces, in the findings' order, as absolute paths: commands name them, and work
   * from any folder. Empty where none were written.
   */
  readonly tracePaths: readonly string[];
  /** The folder that the report is written into: it may be moved with the traces beside it. */
  readonly folder?: string;
  /** The folder of the project: places that are shown to other programs are given from there. */
  readonly base?: string;
  /** What the properties mean, in the order in which results list them. */
  readonly documentation: readonly PropertyDocumentation[];
}
