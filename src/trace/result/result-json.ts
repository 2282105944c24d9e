import { ResultFormatError } from '../format-error.ts';
import { parseDocument } from '../parse-document.ts';
import type { CampaignResult } from './result.ts';
import { resultSchema } from './result-schema.ts';

export { ResultFormatError } from '../format-error.ts';

/**
 * Reads the result of a campaign from its JSON.
 *
 * @throws {ResultFormatError} naming the first field that is wrong, for any text that is no result.
 */
export function parseResult(text: string): CampaignResult {
  return parseDocument('result', text, resultSchema, ResultFormatError);
}
