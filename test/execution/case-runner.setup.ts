import { findSubject } from '../../src/subjects/index.ts';
import { at, open, traceOf, write } from '../campaign/subjects.ts';

export const verbatim = findSubject('article-verbatim');
export const unaligned = traceOf('direct', [open(), write({ length: 1, buffer: at(1) })]);
export const aligned = traceOf('direct', [open(), write({ length: 1 })]);
export const RELATION_KEY = { property: 'metamorphic/alignment', reason: 'status' };
