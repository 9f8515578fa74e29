import { once } from 'node:events';
import type { Store } from '@podpass/store';

/** Waits until this replica is to begin. Gives the moment at which it is to kill itself, if any. */
export async function toBegin(): Promise<number | undefined> {
  const [{ dieAt }] = (await once(process, 'message')) as [{ dieAt?: number }];
  return dieAt;
}

/** Kills this process at the given moment, counted from 1, as SIGKILL does: nothing can react to it. */
export function dieAt(count: number | undefined): (where: string) => void {
  let left = count ?? Number.POSITIVE_INFINITY;
  return () => {
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  };
}

/** The store with a moment before and after each event and each claim. */
export function withMoments(
  store: Store,
  moment: (where: string) => void,
): Pick<Store, 'operations' | 'attempts' | 'locks'> {
  const around = async <T>(where: string, work: () => Promise<T>): Promise<T> => {
    moment(`before ${where}`);
    const result = await work();
    moment(`after ${where}`);
    return result;
  };
  return {
    locks: store.locks,
    operations: {
      ...store.operations,
      appendEvent: (...event) => around('event', () => store.operations.appendEvent(...event)),
    },
    attempts: { ...store.attempts, claim: (...claim) => around('claim', () => store.attempts.claim(...claim)) },
  };
}
