import { expect, test } from 'vitest';
import { countEndToEndTests, countUnitTests, sayCounts } from './test-counts.mjs';

const unitReport = {
  numPassedTests: 10,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  success: false,
  testResults: [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ],
};

test('a unit test file that could not be loaded counts as a failure', () => {
  expect(countUnitTests(unitReport)).toEqual({ passed: 10, failed: 2, skipped: 3 });
});

test('a unit test run that failed outside its tests counts as a failure', () => {
  const report = { ...unitReport, numFailedTests: 0, testResults: [] };
  expect(countUnitTests(report)).toEqual({ passed: 10, failed: 1, skipped: 3 });
});

test('an end-to-end error outside every test counts as a failure', () => {
  const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 0 };
  expect(countEndToEndTests({ stats, errors: [{}] })).toEqual({ passed: 6, failed: 3, skipped: 0 });
});

test.each([
  [
    [
      { passed: 100, failed: 0, skipped: 0 },
      { passed: 23, failed: 0, skipped: 0 },
    ],
    '123 passed, 0 failed',
  ],
  [[{ passed: 1, failed: 2, skipped: 3 }], '1 passed, 2 failed, 3 skipped'],
])('%j is said as “%s”', (parts, line) => {
  expect(sayCounts(parts)).toBe(line);
});
