import { PodpassError } from '@podpass/inventory';

/** Failed sign-in attempts per address. In memory: each replica counts its own, which is enough to slow guessing down. */
export interface Attempts {
  /** @throws PodpassError `too-many-attempts` */
  check(address: string): void;
  failed(address: string): void;
}

const allowed = 10;
const windowMs = 60_000;
/** Forgets the oldest addresses beyond this many. */
const remembered = 10_000;

export function createAttempts(now: () => number): Attempts {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    check: (address) => {
      const known = failures.get(address);
      if (known === undefined) return;
      if (known.until <= now()) failures.delete(address);
      else if (known.count >= allowed) {
        throw new PodpassError('too-many-attempts', { retryAfterSeconds: Math.ceil((known.until - now()) / 1000) });
      }
    },
    failed: (address) => {
      const known = failures.get(address);
      if (known !== undefined && known.until > now()) known.count++;
      else failures.set(address, { count: 1, until: now() + windowMs });
      const oldest = failures.size > remembered ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
    },
  };
}
