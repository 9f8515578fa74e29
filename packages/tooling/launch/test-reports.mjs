import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** A test that failed, or that passed only when it was run again. @typedef {{ test: string, why: string[] }} Failure */
/** @typedef {{ passed: number, failed: number, skipped: number, failures: Failure[] }} Results */

// What was expected, what there was, and the line of the test; the rest is in the log.
const MOST_LINES = 14;

/** @param {string} file of vitest's JSON reporter @returns {Results} */
export function vitestResults(file) {
  const report = read(file);
  const files = report?.testResults ?? [];
  const broken = files.filter(brokenFile);
  const tests = files.flatMap(({ assertionResults }) => assertionResults.filter(hasFailed));
  return {
    passed: report?.numPassedTests ?? 0,
    // A test file that does not even load has no failed test in it.
    failed: (report?.numFailedTests ?? 0) + broken.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures: [
      ...broken.map(({ name, message }) => failure(name, message)),
      ...tests.map(({ fullName, failureMessages }) => failure(fullName, failureMessages[0])),
    ],
  };
}

/** @param {string} file of Playwright's JSON reporter @returns {Results} */
export function playwrightResults(file) {
  const report = read(file);
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {};
  const broken = (report?.errors ?? []).map(({ message }) => failure('outside of the journeys', message));
  return {
    passed: expected + flaky,
    failed: unexpected + broken.length,
    skipped,
    failures: [...broken, ...(report?.suites ?? []).flatMap(failuresOfSuite)],
  };
}

function failuresOfSuite({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests.flatMap(({ status, results }) => {
      const first = results.find(({ errors }) => errors.length > 0);
      if (!first || (status !== 'unexpected' && status !== 'flaky')) return [];
      const again = status === 'flaky' ? ' (passed when it was run again)' : '';
      return failure(`${file}:${line} ${title}${again}`, first.errors.map(({ message }) => message).join('\n'));
    }),
  );
  return [...suites.flatMap(failuresOfSuite), ...own];
}

function failure(test, message = '') {
  const lines = stripVTControlCharacters(message).split('\n');
  return { test, why: lines.filter((line) => line.trim() !== '').slice(0, MOST_LINES) };
}

function brokenFile(result) {
  return hasFailed(result) && !result.assertionResults.some(hasFailed);
}

function hasFailed({ status }) {
  return status === 'failed';
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
