import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import { ROOT, STATE } from './checkout.mjs';

const TAIL_LINES = 30;

/** A failure that the launcher can explain: what failed, and what a person can do about it. */
export class LaunchError extends Error {
  /** @param {string} what @param {string} remedy @param {{ tail?: string[], log?: string }} [evidence] */
  constructor(what, remedy, evidence = {}) {
    super(what);
    this.name = 'LaunchError';
    this.remedy = remedy;
    this.evidence = evidence;
  }

  /** The whole message for a person: what happened, the last lines, where the rest is, what to do. */
  explain() {
    const { tail = [], log } = this.evidence;
    return [
      `\n${this.message}`,
      ...(tail.length > 0 ? ['', ...tail.map((line) => `  ${line}`), ''] : []),
      ...(log ? [`Full output: ${relative(ROOT, log)}`] : []),
      `What to do: ${this.remedy}`,
    ].join('\n');
  }
}

/**
 * Runs one command as one step: a line of progress, the output in `.podpass/logs/<name>.log`.
 *
 * @param {object} step
 * @param {string} step.name         names the log
 * @param {string} step.label        what a person reads, such as "Installing packages"
 * @param {string[]} step.command    program and arguments, run in the checkout's folder
 * @param {string} step.remedy       what to do when it fails
 * @param {NodeJS.ProcessEnv} [step.env]  added to the environment
 * @param {boolean} [step.live]      also show the output as it comes
 * @param {NodeJS.WritableStream} [step.to]  where progress goes; stdout unless told
 * @param {boolean} [step.silent]    no progress line at all
 * @returns {Promise<{ seconds: number }>} rejects with a LaunchError when the command fails
 */
export async function runStep({
  name,
  label,
  command,
  remedy,
  env = {},
  live = false,
  to = process.stdout,
  silent = false,
}) {
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  if (!silent) to.write(live ? `${label} …\n` : `${label} … `);
  const { code, tail, log } = await runLogged(name, command, env, live ? to : null);
  if (code === 0) {
    if (!silent) to.write(live ? `${label}: done in ${inWords(seconds())}\n\n` : `${inWords(seconds())}\n`);
    return { seconds: seconds() };
  }
  if (!silent)
    to.write(live ? `${label}: failed after ${inWords(seconds())}\n\n` : `failed after ${inWords(seconds())}\n`);
  throw new LaunchError(`${label} failed (${command[0]} ended with ${code}).`, remedy, { tail: live ? [] : tail, log });
}

/** @param {number} seconds @returns {string} such as "0.4 s", "18 s" or "2 min 5 s" */
export function inWords(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** @returns {Promise<{ code: number | string, tail: string[], log: string }>} */
function runLogged(name, [program, ...args], env, live) {
  const log = join(STATE, 'logs', `${name}.log`);
  mkdirSync(join(STATE, 'logs'), { recursive: true });
  const file = createWriteStream(log);
  const tail = [];
  let partial = '';
  const keep = (chunk) => {
    file.write(chunk);
    live?.write(chunk);
    const lines = (partial + chunk.toString('utf8')).split(/\r?\n/);
    partial = lines.pop() ?? '';
    tail.push(...lines.filter((line) => line.trim() !== ''));
    if (tail.length > TAIL_LINES) tail.splice(0, tail.length - TAIL_LINES);
  };
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    // A group of its own: an interrupted launch can stop the step with all that the step has started.
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      shell: windows && !program.endsWith('.exe'),
    });
    const release = stopWithUs(child);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = (code) => {
      release();
      if (partial.trim() !== '') tail.push(partial);
      file.end(() => resolve({ code, tail, log }));
    };
    child.on('error', (error) => {
      keep(Buffer.from(`${error.message}\n`));
      end(error.code ?? 'an error');
    });
    child.on('close', (code, signal) => end(code ?? signal ?? 'an unknown signal'));
  });
}

const EXIT_CODE = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Passes an interruption of the launcher on to the step, then ends. @returns {() => void} undoes it */
function stopWithUs(child) {
  const handlers = Object.keys(EXIT_CODE).map((signal) => {
    const stop = () => {
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
      } catch {
        // It has ended in the meantime.
      }
      process.exit(EXIT_CODE[signal]);
    };
    process.on(signal, stop);
    return [signal, stop];
  });
  return () => {
    for (const [signal, stop] of handlers) process.off(signal, stop);
  };
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
