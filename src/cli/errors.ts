/** Bad usage or bad input: one line tells what is wrong, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something that this version can't do, named in one line: exit 4. */
export class NotSupportedError extends Error {
  override readonly name = 'NotSupportedError';
}

const SYSTEM_MESSAGES: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EEXIST', 'a file of that name is in the way'],
  ['EFBIG', 'the file would be too large'],
  ['EIO', 'input or output error'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'too many links'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOENT', 'no such file'],
  ['ENOSPC', 'no space left'],
  ['ENOTDIR', 'part of the path is a file'],
  ['ENXIO', 'nobody reads from this pipe'],
  ['EPERM', 'operation not permitted'],
  ['EPIPE', 'nobody reads from this pipe any more'],
  ['EROFS', 'the file system is read-only'],
]);

/** The code of a system error, such as `ENOENT`; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why the system refused, in words. */
export function systemErrorText(error: unknown): string {
  const code = systemErrorCode(error);
  return (code === undefined ? undefined : SYSTEM_MESSAGES.get(code)) ?? code ?? String(error);
}
