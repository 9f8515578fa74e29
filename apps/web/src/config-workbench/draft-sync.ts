import type { ClusterConfig } from '@podpass/inventory';
import { toFailure, type Failure } from '../api/failure.ts';
import { createStore, type Store } from '../ui/store.ts';

/** Somebody else's version, which came between. */
export interface Theirs {
  /** Of the draft; 0 if they ended it. */
  version: number;
  by: string;
  at: string;
}

export type DraftState =
  | { phase: 'clean' | 'waiting' | 'saving' }
  | { phase: 'saved'; at: string }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'conflict'; theirs: Theirs };

/** What is kept in this browser until the server has it. */
export interface Kept {
  text: string;
  basedOn: number;
  /** Makes creating it again answer with what was created the first time. */
  key: string;
}

export interface DraftPorts {
  create(text: string, key: string): Promise<{ id: string; version: number; updatedAt: string }>;
  save(draft: {
    id: string;
    text: string;
    basedOn: number;
    base: number;
  }): Promise<{ version: number; updatedAt: string }>;
  theirs(id: string): Promise<Theirs>;
  keep(id: string | undefined, kept: Kept | undefined): void;
  onCreated(id: string): void;
}

export interface DraftStart {
  id: string | undefined;
  /** Version of the draft on the server, 0 if there is none. */
  version: number;
  /** Number of the revision that the work is based on, 0 if there is none. */
  head: number;
  key: string;
}

/**
 * What work on a configuration is based on. A draft may have been begun on a revision that is not the newest any more:
 * saving it is a conflict, and told.
 */
export function basisOf({ draft, head }: Pick<ClusterConfig, 'draft' | 'head'>): { version: number; head: number } {
  return { version: draft?.version ?? 0, head: draft?.base ?? head };
}

/** Times in milliseconds: from the last keystroke to saving, and from a failure to the next attempt. */
export const draftTimes = { rest: 700, retry: 4_000 };

export interface DraftSync {
  state: Store<DraftState>;
  id(): string | undefined;
  head(): number;
  change(text: string): void;
  /** Saves now what waits; settles when it is saved, failed or in conflict. */
  flush(): Promise<void>;
  /** In a conflict, or after a revision: the server's state is where work goes on. */
  adopt(server: { version: number; head: number }): void;
  /** A newer revision is known; the draft stays as it is. */
  seen(revision: number): void;
  stop(): void;
}

/**
 * Carries every change of a text to the server, one request at a time, and never over somebody else's. The text is kept
 * in this browser before anything is sent, and forgotten when the server has it.
 */
export function createDraftSync(start: DraftStart, ports: DraftPorts): DraftSync {
  const state = createStore<DraftState>({ phase: 'clean' });
  let { id, version, head } = start;
  let pending: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  function schedule(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), after);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    running ??= sendAll().finally(() => {
      running = undefined;
    });
    await running;
  }

  async function sendAll(): Promise<void> {
    while (pending !== undefined && state.get().phase !== 'conflict') {
      const text = pending;
      state.set({ phase: 'saving' });
      try {
        const at = await send(text);
        if (pending !== text) continue;
        pending = undefined;
        ports.keep(id, undefined);
        state.set({ phase: 'saved', at });
      } catch (error) {
        await fail(toFailure(error));
        return;
      }
    }
  }

  async function send(text: string): Promise<string> {
    if (id !== undefined) {
      const saved = await ports.save({ id, text, basedOn: version, base: head });
      version = saved.version;
      return saved.updatedAt;
    }
    const created = await ports.create(text, start.key);
    ports.keep(undefined, undefined);
    ({ id, version } = created);
    if (pending !== undefined && pending !== text) ports.keep(id, { text: pending, basedOn: version, key: start.key });
    ports.onCreated(created.id);
    return created.updatedAt;
  }

  async function fail(failure: Failure): Promise<void> {
    if (failure.code === 'config-conflict' && id !== undefined) {
      try {
        state.set({ phase: 'conflict', theirs: await ports.theirs(id) });
        return;
      } catch (error) {
        failure = toFailure(error);
      }
    }
    state.set({ phase: 'failed', failure });
    schedule(draftTimes.retry);
  }

  return {
    state,
    id: () => id,
    head: () => head,
    change(text) {
      pending = text;
      ports.keep(id, { text, basedOn: version, key: start.key });
      if (state.get().phase === 'conflict') return;
      if (running === undefined) state.set({ phase: 'waiting' });
      schedule(draftTimes.rest);
    },
    flush,
    adopt(server) {
      ({ version, head } = server);
      pending = undefined;
      clearTimeout(timer);
      ports.keep(id, undefined);
      state.set({ phase: 'clean' });
    },
    seen(revision) {
      head = revision;
    },
    stop: () => clearTimeout(timer),
  };
}
