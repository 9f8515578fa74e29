import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join, relative } from 'node:path';

import { ROOT, STATE } from './checkout.mjs';
import { LaunchError } from './step.mjs';

const PATIENCE_MS = 10 * 60_000;
const PAUSE_MS = 250;

/**
 * Lets one launcher at a time install and build in this checkout; the others wait for their turn.
 * @template T
 * @param {import('./step.mjs').Screen} to where to say that we wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(to, work) {
  const lock = join(STATE, 'preparing.lock');
  mkdirSync(STATE, { recursive: true });
  await acquire(lock, to);
  const release = () => rmSync(lock, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function acquire(lock, to) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let said = false; !take(lock); said = true) {
    const holder = holderOf(lock);
    // Our own number: left behind by an earlier process that had it, as in a container that was restarted.
    if (holder !== null && (holder === process.pid || !isAlive(holder))) {
      rmSync(lock, { force: true });
      continue;
    }
    if (Date.now() > deadline) {
      throw new LaunchError(
        `Another launch (process ${holder}) has been installing or building here for 10 minutes.`,
        `end it, or delete ${relative(ROOT, lock)} if it is not running any more.`,
      );
    }
    if (!said)
      to.write(`Waiting for another launch in this folder (process ${holder ?? 'unknown'}) to finish its build\n`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function take(lock) {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns {number | null} null while the holder has not yet written its number */
function holderOf(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
