import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface CrashOptions {
  /** The program of a replica. It sends a message when it is ready, and kills itself at the moment `DIE_AT`, if set. */
  program: URL;
  databaseUrl: string;
  /** More variables for it. */
  variables?: Record<string, string>;
  /** How often a replica is killed, and how many live at the same time. */
  kills: number;
  replicas: number;
  /** Begins another run; called so that there is always some work. Gives its id. */
  submit: () => Promise<string>;
  /** Which of these runs are over. */
  over: (ids: string[]) => Promise<string[]>;
  /** Below 1, as Math.random. */
  random: () => number;
  /** The last moment at which a replica kills itself. */
  lastMoment?: number;
  /** How long all that is left may take once nobody is killed any more, in milliseconds. */
  patienceMs?: number;
}

export interface CrashReport {
  kills: number;
  /** Of them, at a moment around an event, a claim or an effect; the others at any time. */
  killsAtMoments: number;
  runs: string[];
  seconds: number;
}

/**
 * Kills replicas with SIGKILL again and again while they work, then lets one live until everything is over. The caller
 * checks what is left. Rejects if something is not over in time.
 */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const { kills, replicas, submit, over, random, lastMoment = 40, patienceMs = 60_000 } = options;
  const began = Date.now();
  const report: CrashReport = { kills: 0, killsAtMoments: 0, runs: [], seconds: 0 };
  const open = new Set<string>();
  const keepBusy = async (): Promise<void> => {
    for (const id of await over([...open])) open.delete(id);
    while (open.size < replicas * 2) {
      const id = await submit();
      open.add(id);
      report.runs.push(id);
    }
  };
  const liveAndDie = async (): Promise<void> => {
    while (report.kills + alive.size < kills) {
      const atMoment = random() < 0.6;
      const moment = atMoment ? 1 + Math.floor(random() * lastMoment) : undefined;
      const child = start(options, moment);
      alive.add(child);
      const ended = once(child, 'exit');
      try {
        if (await isReady(child, ended)) {
          await keepBusy();
          const longest = atMoment ? 5_000 : random() * 1_200;
          await Promise.race([ended, sleep(longest)]);
        }
        const self = child.exitCode !== null || child.signalCode !== null;
        if (self) report.killsAtMoments += 1;
        else child.kill('SIGKILL');
        const [code, signal] = (await ended) as [number | null, string | null];
        if (signal !== 'SIGKILL') throw new Error(`A replica ended by itself: ${code ?? signal}`);
        report.kills += 1;
      } finally {
        alive.delete(child);
        child.kill('SIGKILL');
      }
    }
  };
  const alive = new Set<ChildProcess>();
  await keepBusy();
  await Promise.all(Array.from({ length: replicas }, liveAndDie));
  const last = start(options, undefined);
  try {
    for (const deadline = Date.now() + patienceMs; open.size > 0; await sleep(100)) {
      for (const id of await over([...open])) open.delete(id);
      if (Date.now() > deadline) throw new Error(`not over: ${[...open].join(', ')}`);
    }
  } finally {
    last.kill('SIGKILL');
  }
  report.seconds = Math.round((Date.now() - began) / 1_000);
  return report;
}

function start({ program, databaseUrl, variables }: CrashOptions, moment: number | undefined): ChildProcess {
  return fork(program, [], {
    execArgv: ['--conditions=source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      ...variables,
      DATABASE_URL: databaseUrl,
      ...(moment !== undefined && { DIE_AT: String(moment) }),
    },
  });
}

/** False if it was killed before. */
async function isReady(child: ChildProcess, ended: Promise<unknown>): Promise<boolean> {
  return await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
}
