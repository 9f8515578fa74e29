import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { ROOT, STATE } from './checkout.mjs';

const MOST_LINES = 400;
const GRACE_MS = 2_000;
const EXIT_CODE = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs a command in the checkout's folder, its output in `.podpass/logs/<name>.log`.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env  added to the environment
 * @param {import('./step.mjs').Screen | null} options.live  also gets the output as it comes
 * @param {number} options.limitMs  after which the command is ended
 * @returns {Promise<{ end: number | string, tail: string[], log: string }>} how it ended (0 is success), the last
 *   lines of its output, and the log's path. Never rejects.
 */
export function runLogged(name, [program, ...args], { env, live, limitMs }) {
  const log = join(STATE, 'logs', `${name}.log`);
  mkdirSync(join(STATE, 'logs'), { recursive: true });
  const output = keepOutput(log, live);
  return new Promise((resolve) => {
    const child = startInOwnGroup(program, args, env);
    const release = endWithUs(child);
    let end;
    const settle = (how) => {
      end ??= how;
      release();
      clearTimeout(limit);
      output.close(() => resolve({ end, tail: output.tail, log }));
    };
    const limit = setTimeout(() => {
      end = `no end after ${Math.round(limitMs / 60_000)} minutes`;
      signalGroup(child, 'SIGKILL');
    }, limitMs);
    child.stdout.on('data', output.keep);
    child.stderr.on('data', output.keep);
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      output.keep(`${error.message}\n`);
      settle(error.code ?? 'an error');
    });
    child.on('exit', (code, signal) => {
      const how = code ?? signal ?? 'an unknown signal';
      // A process that the command left behind may hold the output open for ever.
      const leftBehind = setTimeout(() => settle(how), GRACE_MS);
      child.on('close', () => {
        clearTimeout(leftBehind);
        settle(how);
      });
    });
  });
}

function keepOutput(log, live) {
  const file = createWriteStream(log);
  const tail = [];
  let partial = '';
  const keep = (chunk) => {
    if (!file.writable) return;
    file.write(chunk);
    live?.write(chunk);
    const lines = (partial + stripVTControlCharacters(chunk.toString('utf8'))).split(/\r?\n/);
    partial = lines.pop() ?? '';
    tail.push(...lines.filter((line) => line.trim() !== ''));
    if (tail.length > MOST_LINES) tail.splice(0, tail.length - MOST_LINES);
  };
  const close = (done) => {
    if (!file.writable) return;
    if (partial.trim() !== '') tail.push(partial);
    file.end(done);
  };
  return { keep, close, tail };
}

function startInOwnGroup(program, args, env) {
  const windows = process.platform === 'win32';
  return spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: we can end the command with all that it has started.
    detached: !windows,
    shell: windows && !program.endsWith('.exe'),
  });
}

/** Passes an interruption of the launcher on to the command, then ends. @returns {() => void} undoes it */
function endWithUs(child) {
  const handlers = Object.entries(EXIT_CODE).map(([signal, code]) => {
    const stop = () => {
      signalGroup(child, signal);
      process.exit(code);
    };
    process.on(signal, stop);
    return { signal, stop };
  });
  return () => {
    for (const { signal, stop } of handlers) process.off(signal, stop);
  };
}

function signalGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}
