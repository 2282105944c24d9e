/** `io::ErrorKind` and the errors it stands for, as Rust's standard library of October 2021 sorts them (W3b). */
const ERRORS_OF_KIND: Readonly<Record<string, readonly number[]>> = {
  NotFound: [2, 3],
  PermissionDenied: [5, 10013],
  OutOfMemory: [8, 14],
  CrossesDevices: [17],
  ReadOnlyFilesystem: [19],
  StorageFull: [39, 112],
  AlreadyExists: [80, 183],
  InvalidInput: [87, 10022],
  BrokenPipe: [109, 232],
  Unsupported: [120],
  TimedOut: [
    121, 258, 594, 995, 1053, 1121, 1460, 5910, 7012, 7040, 8014, 8226, 9705, 10060, 13805, 15402, 15403,
  ],
  NotSeekable: [132],
  DirectoryNotEmpty: [145],
  ResourceBusy: [170],
  FilenameTooLong: [206],
  FileTooLarge: [223],
  NotADirectory: [267],
  IsADirectory: [336],
  Deadlock: [1131],
  TooManyLinks: [1142],
  NetworkUnreachable: [1231, 10051],
  HostUnreachable: [1232, 10065],
  FilesystemQuotaExceeded: [1295],
  WouldBlock: [10035],
  AddrInUse: [10048],
  AddrNotAvailable: [10049],
  NetworkDown: [10050],
  ConnectionAborted: [10053],
  ConnectionReset: [10054],
  NotConnected: [10057],
  ConnectionRefused: [10061],
};

const KINDS: ReadonlyMap<number, string> = new Map(
  Object.entries(ERRORS_OF_KIND).flatMap(([kind, errors]) =>
    errors.map((error): [number, string] => [error, kind]),
  ),
);

/** The kind of an `io::Error` made of a Win32 error. */
export function errorKindOf(lastError: number): string {
  return KINDS.get(lastError) ?? 'Uncategorized';
}
