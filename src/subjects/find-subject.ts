import { builtInSubjects } from './built-in.ts';
import { defects } from './defects/index.ts';
import type { Subject } from './subject.ts';

/** A name that belongs to no built-in driver and to no seeded defect. The message lists the drivers there are. */
export class UnknownSubjectError extends Error {
  readonly subject: string;

  constructor(subject: string) {
    const names = builtInSubjects.map(({ name }) => `  ${name}`).join('\n');
    super(`no driver is called “${subject}”; there are:\n${names}\n  defects/<id> of a seeded defect`);
    this.name = 'UnknownSubjectError';
    this.subject = subject;
  }
}

/**
 * The built-in driver of a name, or the seeded defect of a name such as `defects/overclaim`.
 *
 * @throws UnknownSubjectError
 */
export function findSubject(name: string): Subject {
  const known = [...builtInSubjects, ...defects.map((defect) => defect.subject)];
  const subject = known.find((candidate) => candidate.name === name);
  if (subject === undefined) throw new UnknownSubjectError(name);
  return subject;
}
