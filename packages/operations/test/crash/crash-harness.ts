import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface CrashOptions {
  /**
   * The program of a replica. It begins when it is sent `{ dieAt }`, sends a message when it is ready, and kills itself
   * at that moment, if it is given one.
   */
  program: URL;
  databaseUrl: string;
  /** More variables for it. */
  variables?: Record<string, string>;
  /** How often a replica is killed, and how many live at the same time. */
  kills: number;
  replicas: number;
  /** How many runs are open at the same time; left out: two for each replica. */
  atOnce?: number;
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
  const {
    kills,
    replicas,
    submit,
    over,
    random,
    lastMoment = 40,
    patienceMs = 60_000,
    atOnce = replicas * 2,
  } = options;
  const began = Date.now();
  const report: CrashReport = { kills: 0, killsAtMoments: 0, runs: [], seconds: 0 };
  const open = new Set<string>();
  let submitting = Promise.resolve();
  // One after another: replicas live and die at the same time.
  const keepBusy = (): Promise<void> => {
    const next = submitting.then(async () => {
      for (const id of await over([...open])) open.delete(id);
      while (open.size < atOnce) {
        const id = await submit();
        open.add(id);
        report.runs.push(id);
      }
    });
    submitting = next.catch(() => undefined);
    return next;
  };
  const busyUntil = async (ended: Promise<unknown>, milliseconds: number): Promise<void> => {
    const over = Promise.race([ended.then(() => true), sleep(milliseconds).then(() => true)]);
    do await keepBusy();
    while (!(await Promise.race([over, sleep(200).then(() => false)])));
  };
  const liveAndDie = async (): Promise<void> => {
    while (report.kills + alive.size < kills) {
      const atMoment = random() < 0.6;
      const moment = atMoment ? 1 + Math.floor(random() * lastMoment) : undefined;
      const child = begin(moment);
      alive.add(child);
      const ended = once(child, 'exit');
      try {
        if (await isReady(child, ended)) {
          await busyUntil(ended, atMoment ? 5_000 : random() * 1_200);
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
  // Loading takes longer than most replicas live: the next ones load meanwhile.
  const spares = Array.from({ length: replicas }, () => load(options));
  const begin = (dieAt: number | undefined): ChildProcess => {
    const child = spares.shift() ?? load(options);
    spares.push(load(options));
    child.send({ dieAt });
    return child;
  };
  try {
    await keepBusy();
    await Promise.all(Array.from({ length: replicas }, liveAndDie));
    alive.add(begin(undefined));
    for (const deadline = Date.now() + patienceMs; open.size > 0; await sleep(100)) {
      for (const id of await over([...open])) open.delete(id);
      if (Date.now() > deadline) throw new Error(`not over: ${[...open].join(', ')}`);
    }
  } finally {
    for (const child of [...alive, ...spares]) child.kill('SIGKILL');
  }
  report.seconds = Math.round((Date.now() - began) / 1_000);
  return report;
}

function load({ program, databaseUrl, variables }: CrashOptions): ChildProcess {
  return fork(program, [], {
    execArgv: ['--conditions=source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...variables, DATABASE_URL: databaseUrl },
  });
}

/** False if it was killed before. */
async function isReady(child: ChildProcess, ended: Promise<unknown>): Promise<boolean> {
  return await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
}
