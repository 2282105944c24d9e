import type { Part } from './commit-bench.ts';
import type { PartMeasured } from './compare.ts';
import { growthTable, type Measured, rateTable } from './table.ts';

const TITLES: Readonly<Record<Part, string>> = {
  campaigns: 'cases',
  roundTrips: 'system calls',
  longRuns: 'request 5,000 over request 100',
};

/** The lines that say what came of the parts, the rounds of all processes taken together. */
export function toldLines(processes: readonly (readonly PartMeasured[])[]): string[] {
  const [first = []] = processes;
  return first.flatMap(({ part, measured, unpaired }) => {
    const together = measured.map(({ name }): Measured => {
      const own = processes.flatMap((parts) =>
        parts.flatMap((each) => (each.part === part ? each.measured.filter((one) => one.name === name) : [])),
      );
      return { name, samples: own.flatMap(({ samples }) => samples) };
    });
    const title = TITLES[part];
    const table =
      part === 'longRuns' ? growthTable(title, together) : rateTable(title, together, part === 'roundTrips');
    return ['', ...table, ...unpaired];
  });
}
