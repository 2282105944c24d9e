// Keeps the unit lane one for every save: no file takes more than its share of the lane's test time.
// `node scripts/check-durations.js REPORT...` reads the JSON reports of several runs of the lane.
import { judgeDurations } from './durations.js';

const { told, complaints } = judgeDurations(process.argv.slice(2));

if (told !== undefined) console.log(told);
for (const complaint of complaints) {
  console.error(complaint);
  process.exitCode = 1;
}
