import type { CampaignResult } from '../trace/result.ts';
import { resultSchema } from '../trace/result-schema.ts';

/**
 * The result as JSON: two spaces, fields in the order of the schema. But for `timing`, equal results give equal bytes
 * (the model's arms are in the order in which the model lists them).
 */
export function jsonReport(result: CampaignResult): string {
  return `${JSON.stringify(resultSchema.parse(result), null, 2)}\n`;
}
