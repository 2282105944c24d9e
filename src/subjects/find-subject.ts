import { builtInSubjects } from './built-in.ts';
import type { Subject } from './subject.ts';

/** A name that belongs to no built-in driver. The message lists those there are. */
export class UnknownSubjectError extends Error {
  readonly subject: string;

  constructor(subject: string) {
    const names = builtInSubjects.map(({ name }) => `  ${name}`).join('\n');
    super(`no driver is called “${subject}”; there are:\n${names}`);
    this.name = 'UnknownSubjectError';
    this.subject = subject;
  }
}

/**
 * The built-in driver of a name.
 *
 * @throws UnknownSubjectError
 */
export function findSubject(name: string): Subject {
  const subject = builtInSubjects.find((candidate) => candidate.name === name);
  if (subject === undefined) throw new UnknownSubjectError(name);
  return subject;
}
