import { printable, shortened } from '../report/format.ts';
import type { Subject } from '../subjects/index.ts';
import { BUFFERING_MODES, type BufferingMode } from '../trace/trace.ts';
import { NotSupportedError, UsageError } from './errors.ts';
import type { SubjectService } from './services.ts';
import { nearest } from './suggest.ts';

const FILE = /\.(?:sys|[cm]?[jt]s)$/i;
const MAX_SHOWN = 60;

/**
 * The driver of a name.
 *
 * @throws {UsageError} naming the drivers there are.
 * @throws {NotSupportedError} for a driver in a file.
 */
export function subjectNamed(name: string, { builtInSubjects }: SubjectService): Subject {
  const subject = builtInSubjects.find((candidate) => candidate.name === name);
  if (subject !== undefined) return subject;
  const shown = `'${shortened(printable(name), MAX_SHOWN)}'`;
  const names = builtInSubjects.map((candidate) => candidate.name);
  const list = `built-in drivers: ${names.join(', ')}`;
  if (FILE.test(name)) {
    throw new NotSupportedError(`${shown}: this version does not load drivers from files; ${list}`);
  }
  const near = nearest(name, names);
  const hint = near === undefined ? '' : ` (did you mean '${near}'?)`;
  throw new UsageError(`unknown driver ${shown}${hint}; ${list}`);
}

/**
 * The modes to run in: those asked for, or all of the subject's.
 *
 * @throws {UsageError} when the subject does not support one of them.
 */
export function modesOf(subject: Subject, asked: readonly BufferingMode[] | undefined): BufferingMode[] {
  for (const mode of asked ?? []) {
    if (!subject.modes.includes(mode)) {
      throw new UsageError(
        `driver '${subject.name}' does not support mode ${mode}; its modes: ${subject.modes.join(', ')}`,
      );
    }
  }
  const wanted = asked ?? subject.modes;
  return BUFFERING_MODES.filter((mode) => wanted.includes(mode));
}
