import {
  type NTSTATUS,
  STATUS_OBJECT_NAME_INVALID,
  STATUS_OBJECT_PATH_SYNTAX_BAD,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';

/** The root's own name begins no component's. */
const ROOT = '';
const DOS_DEVICES = '\\??';

/**
 * The directories that always exist, and links to them, by their names in lower case (R1). Nobody has a directory of his
 * own for MS-DOS names here, so the global one is that of everybody.
 */
const DIRECTORIES: ReadonlyMap<string, string> = new Map([
  ['\\device', '\\device'],
  [DOS_DEVICES, DOS_DEVICES],
  ['\\dosdevices', DOS_DEVICES],
  ['\\global??', DOS_DEVICES],
  [`${DOS_DEVICES}\\global`, DOS_DEVICES],
  [`${DOS_DEVICES}\\globalroot`, ROOT],
]);

/** Names that were followed: a campaign uses few, and each thousands of times. */
const FOLLOWED = new Map<string, ObjectPath>();
const MOST_FOLLOWED = 64;

/** A fully qualified name, as far as the directories that always exist decide it. */
export interface ObjectPath {
  /**
   * STATUS_SUCCESS when it names something in a directory; STATUS_OBJECT_TYPE_MISMATCH when it is that of a directory.
   */
  readonly status: NTSTATUS;
  /** The first component that is no directory, with that it is in, in lower case: `\??\example`. */
  readonly full: string;
  /** The path behind it, empty or with a leading backslash, in the case it was given. */
  readonly rest: string;
}

/**
 * Follows a name from the root through directories (R1). An empty component, also at the end of a directory's name, is
 * OBJECT_NAME_INVALID [public tests: `check_create_open_dir` in Wine's dlls/ntdll/tests/om.c]; `\??\GLOBALROOT` leads to
 * the root [`test_globalroot` there], `\DosDevices\Global` to the global directory [documentation: Local and Global
 * MS-DOS Device Names].
 */
export function objectPath(name: string): ObjectPath {
  const known = FOLLOWED.get(name);
  if (known !== undefined) return known;
  const path = followed(name);
  if (FOLLOWED.size >= MOST_FOLLOWED) FOLLOWED.clear();
  FOLLOWED.set(name, path);
  return path;
}

function followed(name: string): ObjectPath {
  if (!name.startsWith('\\')) return failed(STATUS_OBJECT_PATH_SYNTAX_BAD);
  if (name === '\\') return failed(STATUS_OBJECT_TYPE_MISMATCH);
  let directory = ROOT;
  let start = 0;
  while (start < name.length) {
    const backslash = name.indexOf('\\', start + 1);
    const end = backslash < 0 ? name.length : backslash;
    if (end === start + 1) return failed(STATUS_OBJECT_NAME_INVALID);
    const full = directory + name.slice(start, end).toLowerCase();
    const next = DIRECTORIES.get(full);
    if (next === undefined) return { status: STATUS_SUCCESS, full, rest: name.slice(end) };
    directory = next;
    start = end;
  }
  return failed(STATUS_OBJECT_TYPE_MISMATCH);
}

function failed(status: NTSTATUS): ObjectPath {
  return { status, full: '', rest: '' };
}
