import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from './home.ts';
import { commandOf, isRunning } from './processes.ts';

/** What a server writes about itself into its data folder. */
export interface Postmaster {
  pid: number;
  port: number | undefined;
}

/** Of a server that runs on this folder; a file that a killed server left behind does not count. */
export function runningPostmaster(home: Home): Postmaster | undefined {
  const postmaster = writtenPostmaster(home);
  if (postmaster === undefined || !isRunning(postmaster.pid)) return undefined;
  // Numbers come round again: after a restart of the machine or the container the number may be another program's.
  const command = commandOf(postmaster.pid);
  return command === undefined || command.includes(home.data) ? postmaster : undefined;
}

/**
 * PostgreSQL would take another program for a server if it has the number that a killed server left behind. A number
 * that nobody has is left to PostgreSQL, which then also looks for the killed server's children.
 */
export function forgetReusedNumber(home: Home): void {
  const postmaster = writtenPostmaster(home);
  if (postmaster !== undefined && isRunning(postmaster.pid) && runningPostmaster(home) === undefined) {
    rmSync(postmasterFile(home), { force: true });
  }
}

function postmasterFile(home: Home): string {
  return join(home.data, 'postmaster.pid');
}

/** Lines: number of the process, data folder, start time, port, … (PostgreSQL's `miscadmin.h`). */
function writtenPostmaster(home: Home): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(postmasterFile(home), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const port = Number(lines[3]);
  return { pid: Number(lines[0]), port: Number.isInteger(port) && port > 0 ? port : undefined };
}

const patienceMs = { fast: 3_000, immediate: 2_000 };

/** Fast shutdown; if it takes too long, immediate shutdown, from which the next start recovers. */
export async function shutDown(home: Home): Promise<void> {
  const signals = [
    { signal: 'SIGINT', patience: patienceMs.fast },
    { signal: 'SIGQUIT', patience: patienceMs.immediate },
  ] as const;
  for (const { signal, patience } of signals) {
    const postmaster = runningPostmaster(home);
    if (postmaster === undefined) return;
    try {
      process.kill(postmaster.pid, signal);
    } catch {
      return; // It ended by itself in this moment.
    }
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (runningPostmaster(home) === undefined) return;
      await sleep(20);
    }
  }
}
