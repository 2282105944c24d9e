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

/** A file that fails to load holds no failed test of its own, yet it is a failure: it counts as one. */
function unloadedFiles(report) {
  return report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
}

/** The sums, and the steps that left no report: silence must not read as success. */
export function countTests(steps) {
  const total = { passed: 0, failed: 0, skipped: 0, missing: [] };
  for (const step of steps) {
    const report = readReport(step);
    if (report === undefined) {
      total.missing.push(step);
      continue;
    }
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + unloadedFiles(report);
    total.skipped += report.numPendingTests + report.numTodoTests;
  }
  return total;
}

/** `N passed, N failed`, and `, N skipped` where some were. */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
