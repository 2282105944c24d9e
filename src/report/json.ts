import { printableLines } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { resultSchema } from '../trace/result/result-schema.ts';
import { writtenTrace } from './written-trace.ts';

/**
 * The result as JSON: two spaces, fields in the order of the schema. But for `timing`, equal results give equal bytes
 * (the model's arms are in the order in which the model lists them).
 */
export function jsonReport(result: CampaignResult): string {
  const fields = resultSchema.parse(result);
  const findings = fields.findings.map((finding) => ({
    ...finding,
    trace: writtenTrace(finding.trace),
    original: writtenTrace(finding.original),
  }));
  return `${printableLines(JSON.stringify({ ...fields, findings }, null, 2))}\n`;
}
