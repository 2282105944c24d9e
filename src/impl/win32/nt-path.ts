const NT_PREFIX = '\\??\\';

/**
 * The object a file name of Win32 leads to (W1e): `\??\` is passed on as it is, `\\.\` and `\\?\` become it.
 * Null for any other name, which is a path on a drive, and there is none.
 */
export function ntPath(name: string): string | null {
  if (name.startsWith(NT_PREFIX)) return name;
  if (name.startsWith('\\\\.\\') || name.startsWith('\\\\?\\'))
    return NT_PREFIX + name.slice(NT_PREFIX.length);
  return null;
}
