// `npm run soak`: a long campaign on each correct driver, every call that may fail failed in turn, and how much of
// the drivers' code that reached; then the tests of the gate that otherwise do a part of what they can.
// `npm run soak -- --cases 20000 disk zero` and `npm run soak -- verbatim` for less.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { passesWhole, TESTS } from './conformance.js';
import { Coverage } from './coverage.js';
import { DRIVERS } from './drivers.js';
import { sweepFailures, sweepStops } from './failures.js';

const SEED = 20_260_101;
const MINIMUM_PERCENT = 99;

const { values, positionals } = parseArgs({
  options: { cases: { type: 'string', default: '200000' } },
  allowPositionals: true,
});
const cases = Number(values.cases);
const isChosen = (name) => positionals.length === 0 || positionals.includes(name);
const chosen = DRIVERS.filter(({ name }) => isChosen(name));
const tests = TESTS.filter(isChosen);
const known = [...DRIVERS.map(({ name }) => name), ...TESTS];
const dist = new URL('../../dist/', import.meta.url);
const fail = (message) => {
  console.error(`soak: ${message}`);
  process.exitCode = 1;
};

if (!existsSync(new URL('index.js', dist))) fail('nothing is built; run `npm run build` first');
else if (!Number.isSafeInteger(cases) || cases < 1) fail(`--cases ${values.cases}: expected a whole number`);
else if (positionals.some((name) => !known.includes(name))) {
  fail(`expected names of drivers and tests: ${known.join(', ')}`);
} else {
  if (chosen.length > 0) await soak();
  for (const name of tests) {
    if (!passesWhole(name)) fail(`${name}: the test fails when it does the whole`);
  }
}

async function soak() {
  const coverage = new Coverage();
  await coverage.start();
  const irpcheck = await import(new URL('index.js', dist));
  const { SimulatedMachine } = await import(new URL('impl/machine.js', dist));
  const trace = await import(new URL('trace/trace.js', dist));
  const machine = new SimulatedMachine();
  for (const { name } of chosen) {
    const subject = irpcheck.findSubject(name);
    await campaign(irpcheck, subject);
    for (const mode of subject.modes) {
      for (const [what, sweep] of [
        ['failures', sweepFailures],
        ['stops', sweepStops],
      ]) {
        const { runs, problems } = sweep(machine, trace, subject, mode);
        if (runs === 0) fail(`${name}, ${mode}: no ${what}`);
        for (const problem of problems) fail(`${name}, ${problem}`);
      }
    }
  }
  // What drivers share takes all of them to reach.
  const isAll = chosen.length === DRIVERS.length;
  const judged = chosen.flatMap(({ files }) => (isAll ? files : files.slice(0, 1)));
  for (const file of new Set(judged)) await judge(coverage, file);
}

async function campaign(irpcheck, subject) {
  const { name, modes } = subject;
  const result = await irpcheck.runCampaign({ subject, modes, cases, seed: SEED });
  const unreached = Object.keys(result.modelArms).filter((arm) => result.modelArms[arm] === 0);
  const arms = Object.keys(result.modelArms).length;
  const line = `${result.cases} cases, ${result.calls} calls, ${result.executions} executions`;
  const found = `${result.findings.length} findings, ${arms - unreached.length} of ${arms} model arms`;
  console.log(`${name}: ${line}, ${found}, ${result.conclusion}`);
  for (const { property, reason } of result.findings) fail(`${name}: ${property} ${reason}`);
  if (result.conclusion !== 'conforms') fail(`${name}: ${result.conclusion}`);
  if (unreached.length > 0) fail(`${name}: never reached ${unreached.join(', ')}`);
}

async function judge(coverage, file) {
  const { total, missed } = await coverage.of(new URL(`drivers/${file}.js`, dist).href);
  const percent = total === 0 ? 100 : (100 * (total - missed.length)) / total;
  console.log(
    `drivers/${file}: ${total - missed.length} of ${total} branches and functions, ${percent.toFixed(1)} %`,
  );
  if (percent >= MINIMUM_PERCENT) return;
  fail(
    `drivers/${file}: below ${MINIMUM_PERCENT} %; never reached: lines ${missed.join(', ')} of what is built`,
  );
}
