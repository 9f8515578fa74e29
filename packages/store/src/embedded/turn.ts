import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './processes.ts';
import { refusal } from './refusal.ts';

const patienceMs = 60_000;

/** Lets one process at a time start or stop the server of a folder. A lock file of a dead process does not count. */
export async function inTurn<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  const mark = `${process.pid} ${randomUUID()}`;
  while (!take(lock, mark)) {
    const holder = read(lock);
    const pid = Number(holder.split(' ')[0]);
    // Empty: just made, not written yet.
    if (holder !== '' && !isRunning(pid)) discard(lock, holder);
    else if (Date.now() > deadline) {
      throw refusal(`Process ${pid} has been starting or stopping the database for a minute (${lock})`);
    } else await sleep(50);
  }
  try {
    return await work();
  } finally {
    if (read(lock) === mark) rmSync(lock, { force: true });
  }
}

function take(lock: string, mark: string): boolean {
  try {
    writeFileSync(lock, mark, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw refusal(`${lock} cannot be written`, error);
  }
}

/** Renames first: of several processes that find the same dead holder only one gets the file. */
function discard(lock: string, holder: string): void {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch {
    return; // Somebody else was faster.
  }
  const taken = read(aside);
  rmSync(aside, { force: true });
  // In between the dead holder's file gave way to a living one's: give it back.
  if (taken !== holder) take(lock, taken);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
