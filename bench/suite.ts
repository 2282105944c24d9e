import { availableParallelism } from 'node:os';
import { benchCampaign } from './campaign.ts';
import { benchDetection } from './detection.ts';
import { benchGeneration } from './generation.ts';
import { benchLongRuns } from './long-runs.ts';
import { benchRoundTrips } from './round-trips.ts';
import { benchShrinking } from './shrinking.ts';
import { benchStartUp } from './start-up.ts';
import { benchValues } from './values.ts';
import { benchWorkers } from './workers.ts';

/** Runs the parts named on the command line, or all of them. */

const PARTS: Readonly<Record<string, () => void | Promise<void>>> = {
  'round-trips': benchRoundTrips,
  'long-runs': benchLongRuns,
  generation: benchGeneration,
  campaign: benchCampaign,
  shrinking: benchShrinking,
  detection: benchDetection,
  values: benchValues,
  'start-up': benchStartUp,
  workers: benchWorkers,
};

/** Parts that take many minutes: only by their name. */
const LONG: readonly string[] = ['detection', 'values', 'workers'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}`);
  process.exitCode = 2;
} else {
  console.log(
    `node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}, ` +
      `${availableParallelism()} processors, of which one is used unless the part says otherwise`,
  );
  for (const [name, bench] of Object.entries(PARTS)) {
    if (wanted.length === 0 ? !LONG.includes(name) : wanted.includes(name)) await bench();
  }
}
