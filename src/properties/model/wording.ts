/** Guards that several properties have. */
export const ALLOWED =
  'an observation is compared with a set: where Windows versions differ or the documentation is silent, every outcome is allowed';
export const FOLLOW_UP = 'after a breach the walk ends, so that what follows from it is not accused too';

/** What most of them were derived from. */
export const MODEL_SOURCES = [
  'DOC DDI NtReadFile, NtWriteFile',
  'DOC WDD kernel/methods-for-accessing-data-buffers',
];
