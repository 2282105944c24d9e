/** Something to be measured. */
export interface Workload {
  /** Does it `count` times and returns the milliseconds that took, without what is not to be measured. */
  run(count: number): number | Promise<number>;
}

/** How long one workload runs in one round, about. */
const ROUND_MS = 25;
/** How long it runs before the first round. */
const WARM_UP_MS = 250;

/**
 * Operations per second of each workload: the median of `rounds` rounds. In each round every workload has its
 * turn, so that what disturbs the machine for a while disturbs all of them.
 */
export async function measure(workloads: readonly Workload[], rounds: number): Promise<number[]> {
  const counts: number[] = [];
  for (const workload of workloads) counts.push(await warmUp(workload));
  const rates: number[][] = workloads.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, workload] of workloads.entries()) {
      const count = counts[index] ?? 1;
      rates[index]?.push((1000 * count) / (await workload.run(count)));
    }
  }
  return rates.map(median);
}

/** Runs a workload until it has been compiled for speed. Returns how often it is to be done in one round. */
export async function warmUp(workload: Workload): Promise<number> {
  let count = 1;
  let ms = await workload.run(count);
  for (let left = WARM_UP_MS - ms; left > 0; left -= ms) {
    if (ms < ROUND_MS) count *= 2;
    ms = await workload.run(count);
  }
  return Math.max(1, Math.ceil((count * ROUND_MS) / ms));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
export function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** `length` bytes without a short period. */
export function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 167 + (index >>> 8) * 31 + 13) & 0xff);
}

/** A whole number with separators between thousands. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A number with three significant digits, which ratios from 0.001 to 1 need. */
export function ratio(value: number): string {
  return value >= 1 ? value.toFixed(2) : value.toPrecision(2);
}

/** Prints rows under their headings, as `tableLines` puts them. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(headings, rows)) console.log(line);
}

/** The lines of a table: the first column to the left, the others to the right. */
export function tableLines(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [headings, ...rows].map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    return cells.join('  ');
  });
}
