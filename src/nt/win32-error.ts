import * as values from './win32-error-values.ts';

export * from './win32-error-values.ts';

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(values).map(([name, code]) => [code, name]),
);

/** The Windows name of an error, or its decimal number where it has none here. */
export function win32ErrorName(code: number): string {
  return NAMES.get(code) ?? String(code);
}
