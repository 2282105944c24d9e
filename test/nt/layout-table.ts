import { readFileSync } from 'node:fs';

/** The table of fixtures/x64-layout.txt: by `IRP.Flags` or `sizeof.IRP` the number it gives. */
export const TABLE: ReadonlyMap<string, number> = new Map(
  readFileSync(new URL('../../fixtures/x64-layout.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', value = ''] = line.split('=');
      return [name, Number(value)];
    }),
);

/** One number of the table. */
export function tabled(name: string): number {
  const value = TABLE.get(name);
  if (value === undefined) throw new Error(`${name} is not in fixtures/x64-layout.txt`);
  return value;
}
