// Reads how many tests passed out of the reports of the two test runners.

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} TestCounts
 */

/**
 * Counts in a JSON report of Vitest. A file that could not be loaded counts as one failed test.
 * @param {any} report
 * @returns {TestCounts}
 */
export function countUnitTests(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    // An error outside every test fails the run without failing a test.
    failed: failed === 0 && report.success === false ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts in a JSON report of Playwright. An error outside every test counts as a failed one.
 * @param {any} report
 * @returns {TestCounts}
 */
export function countEndToEndTests(report) {
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

/**
 * The closing line.
 * @param {TestCounts[]} parts
 */
export function sayCounts(parts) {
  const sum = (field) => parts.reduce((total, part) => total + part[field], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
