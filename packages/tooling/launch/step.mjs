import { relative } from 'node:path';

import { ROOT } from './checkout.mjs';
import { runLogged } from './logged-command.mjs';

const TAIL_LINES = 30;
const LIMIT_MS = 10 * 60_000;

// Logs are read as text: no colours, unless a person watches the output itself.
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: '0' };

/** Where a person reads our progress: stdout or stderr. @typedef {NodeJS.WriteStream} Screen */

/** A failure that the launcher can explain: what failed, and what a person can do about it. */
export class LaunchError extends Error {
  /** @param {string} what @param {string} remedy @param {{ tail?: string[], log?: string, command?: string[] }} [evidence] */
  constructor(what, remedy, evidence = {}) {
    super(what);
    this.name = 'LaunchError';
    this.remedy = remedy;
    this.evidence = evidence;
  }

  /** The whole message for a person: what happened, the last lines, where the rest is, what to do. */
  explain() {
    const { tail = [], log, command } = this.evidence;
    return [
      `\n${this.message}`,
      ...(tail.length > 0 ? ['', ...tail.map((line) => `  ${line}`), ''] : []),
      ...(command ? [`Command: ${command.join(' ').replaceAll(`${ROOT}/`, '')}`] : []),
      ...(log ? [`Full output: ${relative(ROOT, log)}`] : []),
      `What to do: ${this.remedy}`,
    ].join('\n');
  }
}

/**
 * Runs one command as one step: a line of progress on the screen, the output in `.podpass/logs/<name>.log`.
 *
 * @param {object} step
 * @param {string} step.name         names the log
 * @param {string} step.label        what a person reads, such as "Installing packages"
 * @param {string[]} step.command    program and arguments, run in the checkout's folder
 * @param {string} step.remedy       what to do when it fails
 * @param {NodeJS.ProcessEnv} [step.env]  added to the environment
 * @param {boolean} [step.live]      also show the output as it comes
 * @param {Screen} [step.to]  where progress goes; stdout unless told
 * @param {number} [step.tailLines]  how many of the last lines a failure shows
 * @param {number} [step.limitMs]    after which the command is ended as failed
 * @returns {Promise<void>} rejects with a LaunchError when the command fails
 */
export async function runStep(step) {
  const { name, label, command, live = false, to = process.stdout, limitMs = LIMIT_MS } = step;
  const started = Date.now();
  const afterwards = (how) => `${live ? `${label}: ` : ''}${how}${inWords((Date.now() - started) / 1000)}\n`;
  to.write(live ? `${label} …\n` : `${label} … `);
  const env = { ...(live && to.isTTY ? { FORCE_COLOR: '1' } : PLAIN), ...step.env };
  const { end, tail, log } = await runLogged(name, command, { env, live: live ? to : null, limitMs });
  if (end !== 0) {
    to.write(afterwards('failed after '));
    const shown = live ? [] : tail.slice(-(step.tailLines ?? TAIL_LINES));
    const how = typeof end === 'number' ? `exit code ${end}` : end;
    throw new LaunchError(`${label} failed (${how}).`, step.remedy, { tail: shown, log, command });
  }
  to.write(afterwards(live ? 'done in ' : ''));
}

/** @param {number} seconds @returns {string} such as "0.4 s", "18 s" or "2 min 5 s" */
export function inWords(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Runs a launcher's story and turns a failure into a message and exit code 1.
 * @param {() => Promise<void>} story
 */
export async function launch(story) {
  try {
    await story();
  } catch (error) {
    if (error instanceof LaunchError) console.error(error.explain());
    else if (error?.code === 'EACCES' || error?.code === 'EPERM') console.error(explainPermission(error));
    else throw error;
    process.exit(1);
  }
}

function explainPermission(error) {
  return (
    `\nNo permission: ${error.message}\n` +
    `What to do: the checkout in ${ROOT} (with its node_modules, dist and .podpass folders) must belong to you. ` +
    'If another user, such as root, has started it before, run it as that user or change the owner of the folder.'
  );
}
