/** `io::ErrorKind` by Win32 error, as Rust's standard library sorts the errors that a status can give (W3b). */
const KINDS: ReadonlyMap<number, string> = new Map([
  [2, 'NotFound'],
  [3, 'NotFound'],
  [5, 'PermissionDenied'],
  [8, 'OutOfMemory'],
  [14, 'OutOfMemory'],
  [17, 'CrossesDevices'],
  [19, 'ReadOnlyFilesystem'],
  [39, 'StorageFull'],
  [80, 'AlreadyExists'],
  [87, 'InvalidInput'],
  [109, 'BrokenPipe'],
  [112, 'StorageFull'],
  [120, 'Unsupported'],
  [121, 'TimedOut'],
  [123, 'InvalidFilename'],
  [145, 'DirectoryNotEmpty'],
  [161, 'InvalidFilename'],
  [170, 'ResourceBusy'],
  [183, 'AlreadyExists'],
  [206, 'InvalidFilename'],
  [232, 'BrokenPipe'],
  [267, 'NotADirectory'],
  [995, 'TimedOut'],
  [1131, 'Deadlock'],
  [1460, 'TimedOut'],
]);

/** The kind of an `io::Error` made of a Win32 error. */
export function errorKindOf(lastError: number): string {
  return KINDS.get(lastError) ?? 'Uncategorized';
}
