// Sums up the JSON reports of a test run's steps.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../reports/tests', import.meta.url));

export function reportFile(step) {
  return `${folder}/${step}.json`;
}

function readReport(step) {
  try {
    return JSON.parse(readFileSync(reportFile(step), 'utf8'));
  } catch {
    return undefined;
  }
}

function countFile({ status, assertionResults }) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const test of assertionResults) {
    const isRun = test.status === 'passed' || test.status === 'failed';
    count[isRun ? test.status : 'skipped'] += 1;
  }
  // A file that fails to load holds no failed test of its own, yet it is a failure: it counts as one.
  if (status === 'failed' && count.failed === 0) count.failed = 1;
  return count;
}

/**
 * The sums, and the steps that left no report: silence must not read as success. A file that several steps run counts
 * once, by the worst of them.
 */
export function countTests(steps) {
  const missing = [];
  const files = new Map();
  for (const step of steps) {
    const report = readReport(step);
    if (report === undefined) {
      missing.push(step);
      continue;
    }
    for (const file of report.testResults) {
      const count = countFile(file);
      const other = files.get(file.name);
      if (other === undefined || count.failed > other.failed) files.set(file.name, count);
    }
  }
  const total = { passed: 0, failed: 0, skipped: 0, missing };
  for (const { passed, failed, skipped } of files.values()) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** `N passed, N failed`, and `, N skipped` where some were. */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
