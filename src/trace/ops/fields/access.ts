import { oneOf } from './one-of.ts';

/** Every choice of rights, the simplest first. */
export const ACCESSES = ['read-write', 'read', 'write', 'append'] as const;

/** Rights a handle is opened with; `append` is FILE_APPEND_DATA without FILE_WRITE_DATA. */
export type OpenAccess = (typeof ACCESSES)[number];

export const access = oneOf(
  'access',
  'The rights asked for; "append" is FILE_APPEND_DATA without FILE_WRITE_DATA.',
  ACCESSES,
);
