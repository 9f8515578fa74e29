import { Worker } from 'node:worker_threads';
import { PodpassError } from '@podpass/inventory';
import type { CheckedConfig, Environment } from '@podpass/use-cases';

type Facts = Parameters<Environment['checkConfig']>[1];
export interface CheckQuestion {
  number: number;
  text: string;
  facts: Facts;
}
export interface CheckAnswer {
  number: number;
  checked: CheckedConfig;
}

export interface ConfigChecker {
  check: Environment['checkConfig'];
  close(): Promise<void>;
}

export interface ConfigCheckerOptions {
  /** The file that the worker runs. */
  worker: URL;
  /** How long one check may take, and how long it may have to wait for those before it. */
  limits?: { checkMs: number; waitMs: number };
}

interface Waiting extends CheckQuestion {
  resolve(checked: CheckedConfig): void;
  reject(error: unknown): void;
  patience: NodeJS.Timeout;
}

/**
 * Checks configurations one after the other in a thread of their own, so that a text that means harm holds up nobody
 * but other checks, and those not for long: a thread that needs too much time or memory is ended and replaced.
 */
export function createConfigChecker({ worker: file, limits }: ConfigCheckerOptions): ConfigChecker {
  const { checkMs, waitMs } = limits ?? { checkMs: 4_000, waitMs: 8_000 };
  const queue: Waiting[] = [];
  let thread: Worker | undefined;
  let ready = false;
  let current: Waiting | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let count = 0;
  let closed = false;

  const start = (): Worker => {
    // Checking a megabyte takes a tenth of this.
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 256 } });
    // No console stays only because it could check something.
    started.unref();
    started.on('message', (message: 'ready' | CheckAnswer) => {
      if (thread !== started) return;
      if (message === 'ready') ready = true;
      else if (message.number === current?.number) settle((waiting) => waiting.resolve(message.checked));
      next();
    });
    started.on('error', (error: unknown) => {
      if (thread !== started) return;
      const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      giveUp(outOfMemory ? tooLong(checkMs) : error);
    });
    return started;
  };

  const next = (): void => {
    if (current !== undefined || closed) return;
    if (queue.length === 0) return;
    thread ??= start();
    if (!ready) return;
    current = queue.shift();
    if (current === undefined) return;
    const { number, text, facts } = current;
    deadline = setTimeout(() => giveUp(tooLong(checkMs)), checkMs);
    thread.postMessage({ number, text, facts } satisfies CheckQuestion);
  };

  const settle = (how: (waiting: Waiting) => void): void => {
    const settled = current;
    current = undefined;
    clearTimeout(deadline);
    if (settled === undefined) return;
    clearTimeout(settled.patience);
    how(settled);
  };

  /** Ends the thread with what it is doing; a thread that did not even start fails whoever waits for it. */
  const giveUp = (error: unknown): void => {
    const ended = thread;
    const failed = ready && !closed ? [] : queue.splice(0);
    thread = undefined;
    ready = false;
    for (const waiting of failed) {
      clearTimeout(waiting.patience);
      waiting.reject(error);
    }
    settle((waiting) => waiting.reject(error));
    void ended?.terminate();
    next();
  };

  return {
    check: (text, facts) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(tooLong(0));
        const waiting: Waiting = {
          ...{ number: ++count, text, facts, resolve, reject },
          patience: setTimeout(() => {
            const at = queue.indexOf(waiting);
            if (at < 0) return;
            queue.splice(at, 1);
            reject(tooLong(waitMs));
          }, waitMs),
        };
        queue.push(waiting);
        next();
      }),
    close: async () => {
      closed = true;
      const ended = thread;
      giveUp(tooLong(0));
      await ended?.terminate();
    },
  };
}

function tooLong(milliseconds: number): PodpassError {
  return new PodpassError('config-check-timeout', { seconds: milliseconds / 1_000 });
}
