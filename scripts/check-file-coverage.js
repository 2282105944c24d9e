// Every source file has at least 80 % of its lines covered. Vitest cannot hold files and whole folders to
// different thresholds at once, so the folders' thresholds are in vitest.config.ts and the files' is here.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const minimumLinesPercent = 80;
const root = fileURLToPath(new URL('..', import.meta.url));
const summary = fileURLToPath(new URL('../coverage/coverage-summary.json', import.meta.url));

function poorlyCoveredFiles() {
  const { total: _total, ...files } = JSON.parse(readFileSync(summary, 'utf8'));
  return Object.entries(files).filter(
    ([, { lines }]) => lines.total > 0 && (100 * lines.covered) / lines.total < minimumLinesPercent,
  );
}

if (!existsSync(summary)) {
  // Vitest writes no coverage when a test failed; that failure is reported already.
  console.error('coverage: no summary to check');
  process.exitCode = 1;
} else {
  for (const [file, { lines }] of poorlyCoveredFiles()) {
    console.error(
      `coverage: ${relative(root, file)}: ${lines.pct} % of lines, below ${minimumLinesPercent} %`,
    );
    process.exitCode = 1;
  }
}
