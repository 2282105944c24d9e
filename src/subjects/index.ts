export { DeviceModelError } from '../model/device-model-error.ts';
export type { DeclaredLimit, Generation, SubjectFacts, SubjectSummary } from '../trace/subject.ts';
export { builtInSubjects } from './built-in.ts';
export { type ModuleCode, ModuleError } from './bundle-module.ts';
export { DEFECT_PREFIX, type Defect, defects, findDefect } from './defects/index.ts';
export { findSubject, UnknownSubjectError } from './find-subject.ts';
export { sourceFingerprint } from './fingerprint.ts';
export {
  loadDriver,
  loadSubject,
  type SubjectSource,
  subjectSource,
  withModel,
} from './load-subject.ts';
export type { ModuleConstants } from './module-constants.ts';
export type { DriverExports } from './module-schema.ts';
export { type Subject, summaryOf } from './subject.ts';
