import type { CampaignResult } from '../trace/result.ts';
import { resultSchema } from '../trace/result-schema.ts';
import { writtenTrace } from '../trace/written-trace.ts';

/**
 * The result as JSON: two spaces, fields in the order of the schema. But for `timing`, equal results give equal bytes
 * (the model's arms are in the order in which the model lists them).
 */
export function jsonReport(result: CampaignResult): string {
  const { findings, ...rest } = resultSchema.parse(result);
  const written = findings.map((finding) => ({
    ...finding,
    trace: writtenTrace(finding.trace),
    original: writtenTrace(finding.original),
  }));
  const fields = Object.entries({ ...rest, findings: written });
  const keys = Object.keys(resultSchema.shape);
  fields.sort(([left], [right]) => keys.indexOf(left) - keys.indexOf(right));
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}
