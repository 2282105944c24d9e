import { existsSync } from 'node:fs';
import { type BaselineEntry, BaselineFormatError, parseBaseline } from '../../trace/finding/baseline.ts';
import { UsageError } from '../errors.ts';
import { MIB } from '../read-bytes.ts';
import { readText } from '../read-text.ts';

const BASELINE_FILE = { what: 'a baseline', maxBytes: 16 * MIB };

/**
 * Reads a baseline.
 *
 * @param mayBeMissing whether one that is not there is an empty one
 * @throws {UsageError} when it can't be read or is no baseline.
 */
export async function readBaseline(path: string, mayBeMissing: boolean): Promise<BaselineEntry[]> {
  if (mayBeMissing && !existsSync(path)) return [];
  const text = await readText(path, BASELINE_FILE);
  try {
    return parseBaseline(text);
  } catch (error) {
    if (!(error instanceof BaselineFormatError)) throw error;
    throw new UsageError(`'${path}' is no baseline: ${error.message}`);
  }
}
