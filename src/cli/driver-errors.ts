import { shellWord } from '../report/commands.ts';
import { isImagePath } from '../trace/subject-name.ts';
import { NotSupportedError, UsageError } from './errors.ts';

/** What tells more of a compiled driver; nothing where its path can't be written as one word. */
function inspectHint(subject: string): string {
  const word = isImagePath(subject) ? shellWord(subject) : null;
  return word === null ? '' : `; irpcheck inspect ${word} tells what it needs`;
}

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
    case 'MalformedImageError':
      return new UsageError(`'${subject}' is no image of a driver: ${error.message}`);
    case 'UnsupportedImageError':
    case 'NoWebAssemblyError':
      return new NotSupportedError(`'${subject}': ${error.message}`);
    case 'UnsupportedDriverError':
      return new NotSupportedError(`driver '${subject}': ${error.message}${inspectHint(subject)}`);
    case 'UnsupportedTraceError':
      return new NotSupportedError(error.message);
    default:
      return error;
  }
}
