import * as values from './ntstatus-values.ts';

export * from './ntstatus-values.ts';

/**
 * NTSTATUS values.
 *
 * An NTSTATUS is kept as a signed 32-bit integer, as Windows declares it: severity tests are sign tests
 * and the engine never boxes it. JSON carries the Windows name (see `ntstatusName`).
 */
export type NTSTATUS = number;

const NAMES: ReadonlyMap<NTSTATUS, string> = new Map(
  Object.entries(values).map(([name, value]) => [value, name]),
);

const VALUES: ReadonlyMap<string, NTSTATUS> = new Map([...NAMES].map(([value, name]) => [name, value]));

/** Success and informational values: the ones that are not negative (R0.1). */
export function NT_SUCCESS(status: NTSTATUS): boolean {
  return status >= 0;
}

/** Error severity only; a warning is neither NT_SUCCESS nor NT_ERROR (R0.1). */
export function NT_ERROR(status: NTSTATUS): boolean {
  return status >>> 30 === 3;
}

/** Whether a value is one: a signed 32-bit integer. */
export function isNtstatus(value: unknown): value is NTSTATUS {
  return typeof value === 'number' && (value | 0) === value;
}

/** The Windows name of a status, or its eight hexadecimal digits (`0xC0001234`) where it has none here. */
export function ntstatusName(status: NTSTATUS): string {
  return NAMES.get(status) ?? `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** The inverse of `ntstatusName`; undefined for a text that names no status. */
export function ntstatusFromName(name: string): NTSTATUS | undefined {
  const known = VALUES.get(name);
  if (known !== undefined) return known;
  return /^0x[0-9A-F]{8}$/.test(name) ? Number.parseInt(name, 16) | 0 : undefined;
}
