export { builtInSubjects } from './built-in.ts';
export { findSubject, UnknownSubjectError } from './find-subject.ts';
export type { DeclaredLimit, Generation, Subject } from './subject.ts';
