import { fileURLToPath } from 'node:url';
import { against } from './against/against.ts';
import { compileBench, node } from './compile.ts';

/**
 * Compiles src and bench with the compiler and the options of `npm run build`, and runs the benchmarks in a plain
 * node: tsx, which only starts this file, would keep names, and that makes closures several times slower.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}node_modules/.cache/irpcheck-bench`;
const [first, ...others] = process.argv.slice(2);

process.exitCode =
  first === 'against'
    ? against(root, cache, others)
    : compileBench(root, cache) || node(root, `${cache}/bench/suite.js`, ...process.argv.slice(2));
