import { BUFFERING_MODES } from '../src/trace/trace.ts';
import { checksum, measure, pattern, printTable, ratio, whole } from './measure.ts';
import { Memcpy } from './memcpy.ts';
import { PerformedCalls } from './performed-calls.ts';
import { SystemCalls } from './system-calls.ts';
import type { Transfers } from './transfers.ts';

const ROUNDS = 9;
const SIZES: readonly (readonly [string, number])[] = [
  ['1 B', 1],
  ['4 KiB', 4096],
  ['64 KiB', 65536],
  ['1 MiB', 1048576],
];
const DIRECTIONS = [false, true];

/** Round trips per second of every size, mode, direction and way to call, beside memcpy of the same bytes. */
export async function benchRoundTrips(): Promise<void> {
  console.log(`\nRound trips: reads and writes at offset 0, recording on; medians of ${ROUNDS} rounds\n`);
  for (const [name, lengthBytes] of SIZES) {
    const data = pattern(lengthBytes);
    const memcpy = new Memcpy(data);
    const trips: Transfers[] = [SystemCalls, PerformedCalls].flatMap((Kind) =>
      DIRECTIONS.flatMap((write) => BUFFERING_MODES.map((mode) => new Kind(data, mode, write))),
    );
    const transfers = [memcpy, ...trips];
    const rates = await measure(transfers, ROUNDS);
    const expected = checksum(data);
    const rows = transfers.map((each, index) => rowOf(each, rates[index] ?? 0, rates[0] ?? 1, expected));
    printTable([name, 'per second', 'MB/s', 'of memcpy', 'bytes moved', 'checksum'], rows);
    console.log('');
  }
}

/** @throws Error if the bytes that should have moved are not where they belong */
function rowOf(transfers: Transfers, rate: number, memcpyRate: number, expected: string): string[] {
  const { label, lengthBytes, movedBytes } = transfers;
  if (movedBytes === 0) return [label, whole(rate), '0', '-', '0', '-'];
  const actual = checksum(transfers.destination());
  if (actual !== expected) throw new Error(`${label}: checksum ${actual} instead of ${expected}`);
  const megabytes = (rate * lengthBytes) / 1e6;
  return [label, whole(rate), whole(megabytes), ratio(rate / memcpyRate), whole(movedBytes), actual];
}
