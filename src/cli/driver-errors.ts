import { NotSupportedError, UsageError } from './errors.ts';

/**
 * What the command line says of an error that a campaign or a replay ended with: a driver that does not load
 * is bad input, a trace that asks for too much is not supported. Any other error is passed on. They are known
 * by name, so that the campaign need not be loaded to know them.
 */
export function executionError(error: unknown, subject: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'DriverEntryError')
    return new UsageError(`driver '${subject}' does not load: ${error.message}`);
  return error.name === 'UnsupportedTraceError' ? new NotSupportedError(error.message) : error;
}
