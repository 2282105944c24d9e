import { loadBench, PARTS } from './commit-bench.ts';
import { commitOf, isChanged } from './commit-source.ts';
import { compare } from './compare.ts';
import { countProcessorTime } from './processor-clock.ts';

/** Compares what was compiled to `ref`, `again` and `current` of a folder, by parts, and prints what came of it. */

const [folder = '', commit = '', rounds = '', ...names] = process.argv.slice(2);
const load = (side: string) => loadBench(`${folder}/${side}`);
countProcessorTime();
const head = commitOf('.', 'HEAD');

console.log(
  `node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}\n` +
    `REF: ${commit}\nthis: ${head}${isChanged('.') ? ' and what was changed since' : ''}\n` +
    `By processor time. Medians of ${rounds} rounds, and of the ratios in each; REF/REF, of two copies of it, is the noise.`,
);
const lines = await compare({
  sides: [await load('ref'), await load('again'), await load('current')],
  parts: names.flatMap((name) => PARTS[name] ?? []),
  rounds: Number(rounds),
  progress: (text) => console.error(text),
});
for (const line of lines) console.log(line);
