import { parseTrace, TraceFormatError } from '../trace/json.ts';
import type { TraceDocument } from '../trace/schema.ts';
import { UnsupportedTraceError } from '../trace/unsupported-trace.ts';
import { NotSupportedError, UsageError } from './errors.ts';
import { MIB } from './read-bytes.ts';
import { readText } from './read-text.ts';

/** The largest trace file, bytes: far beyond any that is recorded, and little enough to hold as JSON. */
export const MAX_TRACE_BYTES = 16 * MIB;

/**
 * Reads a trace from a file or a pipe of at most {@link MAX_TRACE_BYTES}. A named pipe that nobody writes to is
 * empty.
 *
 * @throws {UsageError} when it can't be read or is no trace; NotSupportedError for one that no version executes,
 * or that a newer version wrote with what is unknown to this one.
 */
export async function readTrace(path: string): Promise<TraceDocument> {
  const text = await readText(path, { what: 'a trace', maxBytes: MAX_TRACE_BYTES });
  try {
    return parseTrace(text);
  } catch (error) {
    if (error instanceof TraceFormatError) throw new UsageError(`'${path}' is no trace: ${error.message}`);
    if (error instanceof UnsupportedTraceError) throw new NotSupportedError(`'${path}': ${error.message}`);
    throw error;
  }
}
