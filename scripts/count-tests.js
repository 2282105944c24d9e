// Prints one line, `N passed, N failed` (and `, N skipped` where some were), summed over the JSON reports of both
// test projects. Exits 1 when something failed, a report is missing, or nothing ran: silence must not read as success.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../reports/tests', import.meta.url));

export const projects = ['unit', 'conformance'];

export function reportFile(project) {
  return `${folder}/${project}.json`;
}

function readReport(project) {
  try {
    return JSON.parse(readFileSync(reportFile(project), 'utf8'));
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

export function countTests() {
  const total = { passed: 0, failed: 0, skipped: 0, missing: [] };
  for (const project of projects) {
    const report = readReport(project);
    if (report === undefined) {
      total.missing.push(project);
      continue;
    }
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + unloadedFiles(report);
    total.skipped += report.numPendingTests + report.numTodoTests;
  }
  return total;
}

export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const total = countTests();
  console.log(countLine(total));
  const conforms = total.failed === 0 && total.passed > 0 && total.missing.length === 0;
  process.exitCode = conforms ? 0 : 1;
}
