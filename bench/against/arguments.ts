import { parseArgs } from 'node:util';
import { PARTS } from './commit-bench.ts';

export const USAGE = `npm run bench -- against REF [PART...] [--rounds N]

Compares the working tree with REF, a commit of this repository: ${Object.keys(PARTS).join(', ')}, or the PARTs named.
Each is measured in N rounds (30 unless told).`;

/** What is to be compared. */
export interface Against {
  readonly ref: string;
  /** Keys of PARTS. */
  readonly parts: readonly string[];
  readonly rounds: number;
}

/** Parameters that say nothing that can be done. */
export class UsageError extends Error {}

/**
 * Reads the parameters after `against`.
 *
 * @throws UsageError if they name no commit, or what there is not
 */
export function readAgainst(parameters: readonly string[]): Against {
  const { values, positionals } = parsed(parameters);
  const [ref, ...parts] = positionals;
  if (ref === undefined) throw new UsageError('which commit is it to be compared with?');
  const unknown = parts.filter((part) => !Object.hasOwn(PARTS, part));
  if (unknown.length > 0) throw new UsageError(`no part is called ${unknown.join(', ')}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`--rounds ${values.rounds} is no number of rounds`);
  return { ref, parts: parts.length === 0 ? Object.keys(PARTS) : parts, rounds };
}

function parsed(parameters: readonly string[]): {
  readonly values: { readonly rounds: string };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...parameters],
      options: { rounds: { type: 'string', default: '30' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
