import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} file of vitest's JSON reporter @returns {Counts} */
export function vitestCounts(file) {
  const report = read(file);
  return {
    passed: report?.numPassedTests ?? 0,
    // A test file that does not even load has no failed test in it.
    failed: (report?.numFailedTests ?? 0) + (report?.testResults ?? []).filter(brokenFile).length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** @param {string} file of Playwright's JSON reporter @returns {Counts} */
export function playwrightCounts(file) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = read(file)?.stats ?? {};
  return { passed: expected + flaky, failed: unexpected, skipped };
}

function brokenFile(result) {
  return result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed');
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
