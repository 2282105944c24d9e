// What the tests notice: draws mutants of the sources that decide verdicts, by a seed, runs the tests that can notice
// each, the nearest first, and names those that no test noticed.
// `npm run soak -- mutants` does the whole; `node scripts/mutants/main.js --count 20 --folder src/minimize` less.
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withoutEquivalents } from './equivalent.js';
import { judge } from './judge.js';
import { nearestTests } from './nearest.js';
import { draw, FOLDERS, flat, mutantsOf, ROOT, sourcesOf } from './sample.js';

const LINES = 12;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '20260101' },
    folder: { type: 'string', multiple: true, default: FOLDERS },
    threshold: { type: 'string', default: '92' },
    // Another project's, for the tests of this.
    root: { type: 'string', default: ROOT },
    equivalents: { type: 'string', default: new URL('equivalents.js', import.meta.url).pathname },
    list: { type: 'boolean', default: false },
    // That the tests pass without a mutant is seen to elsewhere, as where the whole lane is run beside this.
    trusted: { type: 'boolean', default: false },
  },
});
const root = resolve(values.root);

class Refusal extends Error {}

function wholeNumber(name, least) {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Refusal(`--${name} ${values[name]}: expected a whole number`);
}

/** The files of tests of a kind, from the root. */
function testFiles(isOfKind) {
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((name) => relative(root, join(root, 'test', name)))
    .filter((file) => !/(?:^|\/)(?:conformance|fixtures)\//.test(file) && isOfKind(file))
    .sort();
}

/**
 * The tests of a source: of the unit lane all that reach it, without those that put others in Node's place and so cannot
 * share a process; of the laws, which take seconds each, those of its folder.
 */
async function testsOfSources() {
  const unit = await nearestTests(
    testFiles((file) => file.endsWith('.test.ts') && !/\.(?:mocking|laws|campaign)\.test\.ts$/.test(file)),
    root,
  );
  const laws = await nearestTests(
    testFiles((file) => file.endsWith('.laws.test.ts')),
    root,
  );
  return (source) => {
    const [, folder] = source.split('/');
    return {
      unit: unit(source),
      laws: laws(source).filter((test) => test.startsWith(`test/${folder}/`)),
    };
  };
}

const short = (text) => (text.length <= 120 ? text : `${text.slice(0, 119)}…`);

const nameOf = ({ file, line, original, replacement }) =>
  `${file}:${line}  ${short(flat(original))} → ${short(flat(replacement))}`;

/** Gives the exit code: whether enough were killed. */
async function main() {
  const count = wholeNumber('count', 1);
  const seed = wholeNumber('seed', 0);
  const threshold = wholeNumber('threshold', 0);
  const { EQUIVALENTS } = await import(resolve(values.equivalents));

  const chosen = sourcesOf(values.folder, root);
  const sources = [...new Set([...chosen, ...EQUIVALENTS.map(({ file }) => file)])];
  const everything = (await Promise.all(sources.map((file) => mutantsOf(file, root)))).flat();
  const { mutants, equivalent, stale } = withoutEquivalents(everything, EQUIVALENTS);
  if (stale.length > 0) {
    const lines = stale.map(({ file, line }) => `\n  ${file}: ${line}`);
    throw new Refusal(`listed as equivalent, and no mutant any more:${lines.join('')}`);
  }
  const sample = draw(
    mutants.filter(({ file }) => chosen.includes(file)),
    count,
    seed,
  );
  if (sample.length === 0) throw new Refusal('no mutants');
  console.log(
    `${sample.length} of ${mutants.length} mutants; ${equivalent.length} more are known as equivalent`,
  );
  if (values.list) {
    for (const mutant of sample) console.log(nameOf(mutant));
    return 0;
  }

  const testsOf = await testsOfSources();
  const step = Math.ceil(sample.length / LINES);
  let judged = 0;
  let killed = 0;
  await judge(sample, testsOf, {
    root,
    trusted: values.trusted,
    onJudged(mutant, isKilled) {
      judged += 1;
      if (isKilled) killed += 1;
      else console.log(nameOf(mutant));
      if (judged % step === 0) console.log(`${judged} of ${sample.length} judged, ${killed} killed`);
    },
  });
  const percent = (100 * killed) / sample.length;
  console.log(`${killed} of ${sample.length} killed (${percent.toFixed(1)} %)`);
  if (percent >= threshold) return 0;
  console.error(`mutants: below ${threshold} %`);
  return 1;
}

/** Whatever Vitest left as the exit code, which knows of failed tests alone. */
async function exitCode() {
  try {
    return await main();
  } catch (error) {
    console.error(`mutants: ${error instanceof Refusal ? error.message : error.stack}`);
    return 2;
  }
}

// A process that runs out of things to wait for ends without a word.
const complain = () => {
  console.error('mutants: ended before all were judged');
  process.exitCode = 2;
};
process.once('exit', complain);
const code = await exitCode();
process.off('exit', complain);
// A run that was given up may still hold what it waits for.
process.exit(code);
