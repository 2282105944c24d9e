import { flat } from './sample.js';

const keyOf = ({ file, line, original, replacement }) => [file, line, original, replacement].join('\n');

const keyOfMutant = ({ file, lineText, original, replacement }) =>
  keyOf({ file, line: lineText, original: flat(original), replacement: flat(replacement) });

/** Sets the mutants that are listed as equivalent apart. `stale` are the entries that mean no mutant any more. */
export function withoutEquivalents(mutants, entries) {
  const listed = new Set(entries.map(keyOf));
  const generated = new Set(mutants.map(keyOfMutant));
  const isEquivalent = (mutant) => listed.has(keyOfMutant(mutant));
  return {
    mutants: mutants.filter((mutant) => !isEquivalent(mutant)),
    equivalent: mutants.filter(isEquivalent),
    stale: entries.filter((entry) => !generated.has(keyOf(entry))),
  };
}
