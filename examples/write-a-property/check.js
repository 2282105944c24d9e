import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { CaseRunner, findSubject, formatTrace, minimize } from 'irpcheck';
import { traces } from 'irpcheck/arbitraries';
import { ntstatusName } from 'irpcheck/model';
import { documentedStatus } from './documented-status.js';

const [name = 'article'] = process.argv.slice(2);
const subject = findSubject(name);
const runner = new CaseRunner(subject);
const judge = (trace) => documentedStatus(runner.run(trace).run);

let compared = 0;
const property = fc.property(traces({ subject }), (trace) => {
  const verdict = judge(trace);
  compared += verdict.compared;
  return verdict.breach === null;
});
const { counterexample } = fc.check(property, { numRuns: 3_000, seed: 1 });

if (counterexample !== null) {
  const { trace } = minimize(counterexample[0], (candidate) => judge(candidate).breach !== null);
  const { op, status } = judge(trace).breach;
  writeFileSync('documented-status.json', formatTrace(trace));
  console.log(`${name}: operation ${op + 1} of ${trace.ops.length} ends with ${ntstatusName(status)}`);
  console.log('see documented-status.json');
  process.exitCode = 1;
} else if (compared === 0) {
  // A property that compared nothing is not one that holds.
  console.log(`${name}: nothing was compared`);
  process.exitCode = 1;
} else {
  console.log(`${name}: ${compared} IRPs end with a documented status`);
}
