import { NotSupportedError, UsageError } from './errors.ts';

/**
 * What the command line says of an error that loading, a campaign or a replay ended with: a driver or a model that
 * is not usable is bad input, a trace that asks for too much is not supported. Any other error is passed on. They
 * are known by name, as they may come from a worker, and the campaign need not be loaded to know them.
 */
export function executionError(error: unknown, subject: string): unknown {
  if (!(error instanceof Error)) return error;
  switch (error.name) {
    case 'DriverEntryError':
      return new UsageError(`driver '${subject}' does not load: ${error.message}`);
    case 'ModuleError':
    case 'DeviceModelError':
      return new UsageError(error.message);
    case 'UnsupportedTraceError':
      return new NotSupportedError(error.message);
    default:
      return error;
  }
}
