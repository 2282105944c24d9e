import type { CampaignResult } from '../trace/result/result.ts';
import { parseResult, ResultFormatError } from '../trace/result/result-json.ts';
import { UsageError } from './errors.ts';
import { MIB } from './read-bytes.ts';
import { readText } from './read-text.ts';

/** The largest result, bytes: a thousand findings with traces as they are generated are a tenth of it. */
const MAX_RESULT_BYTES = 256 * MIB;

/**
 * Reads a campaign's result from a file or a pipe of at most {@link MAX_RESULT_BYTES}.
 *
 * @throws {UsageError} when it can't be read or is no result.
 */
export async function readResult(path: string): Promise<CampaignResult> {
  const text = await readText(path, { what: 'a result', maxBytes: MAX_RESULT_BYTES });
  try {
    return parseResult(text);
  } catch (error) {
    if (error instanceof ResultFormatError) throw new UsageError(`'${path}' is no result: ${error.message}`);
    throw error;
  }
}
