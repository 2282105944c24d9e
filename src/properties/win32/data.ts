import type { ExpectedData, Win32Expected } from '../../model/win32/program.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';
import { difference, isFillFrom, startsWith } from '../model/bytes.ts';
import type { ComparedField } from '../narrow.ts';
import { reachOfPrefixes } from './prefixes.ts';
import { sameResult } from './same-result.ts';

type DataField = ComparedField<Win32Expected, Win32Observation, Win32Call> & {
  explain(
    expected: Win32Expected,
    observed: Win32Observation,
  ): { readonly expected: string; readonly observed: string };
};

/** The bytes a program gets: those of a buffer with what follows them, or a vector's. */
export const data: DataField = {
  property: 'win32/data',
  // Fill that stayed as it was is compared too, but is nothing of substance.
  compared(outcome, observed) {
    const { data: expected } = outcome;
    const { data: found } = observed;
    if (!expected || found === null || !sameResult(outcome, observed)) return 0;
    return expected.holds === 'repeated' ? found.length : expected.bytes.length;
  },
  mismatch(outcome, observed) {
    const { data: expected } = outcome;
    const { data: found } = observed;
    if (!expected || !sameResult(outcome, observed)) return null;
    if (found === null) return 'no-data';
    return mismatchOf(expected, found);
  },
  explain({ data: expected }, { data: found }) {
    const bytes = expected?.bytes ?? new Uint8Array(0);
    if (found === null) return { expected: `${bytes.length} bytes of data`, observed: 'no data' };
    if (expected?.holds === 'repeated') {
      return {
        expected: `the start of ${bytes.length} bytes of data, again and again`,
        observed: `${found.length} bytes, so up to byte ${reachOfPrefixes(found, bytes)}`,
      };
    }
    const { at, expected: wanted, observed, count } = difference(found, bytes);
    return {
      expected: `byte ${at} is ${wanted}, of ${bytes.length} bytes of data`,
      observed: `byte ${at} is ${observed}, ${count} of ${found.length} bytes differ`,
    };
  },
};

function mismatchOf({ holds, bytes }: ExpectedData, found: Uint8Array): string | null {
  switch (holds) {
    case 'buffer':
      if (!startsWith(found, bytes)) return isFillFrom(found, 0) ? 'not-transferred' : 'wrong-bytes';
      return isFillFrom(found, bytes.length) ? null : 'changed-beyond-data';
    case 'vector':
      if (found.length !== bytes.length) return found.length > bytes.length ? 'too-long' : 'too-short';
      return startsWith(found, bytes) ? null : 'wrong-bytes';
    case 'repeated':
      if (found.length === 0) return 'nothing-read';
      return reachOfPrefixes(found, bytes) === found.length ? null : 'wrong-bytes';
  }
}
