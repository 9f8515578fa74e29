import type { ClusterConfig, ConfigRevision } from '@podpass/inventory';
import { useEffect, useEffectEvent, useState } from 'react';
import { api, client } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import {
  basisOf,
  createDraftSync,
  type DraftPorts,
  type DraftState,
  type DraftSync,
  type Theirs,
} from './draft-sync.ts';
import { readKept, writeKept } from './kept-draft.ts';

export interface Draft {
  state: DraftState;
  /** Undefined until the first change of a new configuration was saved. */
  id: string | undefined;
  /** Give it every text of the workbench. */
  change(text: string): void;
  /** Saves now what waits; settles when it is saved, failed or in conflict. */
  saveNow(): Promise<void>;
  /** Goes on from what the server has now, whatever was written here. */
  follow(latest: ClusterConfig): void;
  /** Makes the text the draft, over what the server has now. */
  overwrite(text: string, latest: ClusterConfig): void;
  /** The newest revision is known now: the next one is saved on top of it. */
  seen(head: number): void;
  /** Saves a revision; fails with `config-conflict` where somebody else has saved one. */
  saveRevision(text: string, note: string): Promise<SavedRevision>;
}

export interface SavedRevision {
  /** Of the configuration. */
  id: string;
  revision: ConfigRevision;
}

/** Keeps the work on a configuration: the first change creates it, every further one becomes its draft. */
export function useDraft(config: ClusterConfig | undefined, onCreated: (id: string) => void): Draft {
  const created = useEffectEvent(onCreated);
  const [sync] = useState(() => startSync(config, (id) => created(id)));
  const state = sync.state.use();
  useEffect(() => {
    const flush = (): void => void sync.flush();
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onVisibility);
      void sync.flush().finally(sync.stop);
    };
  }, [sync]);
  return {
    state,
    id: sync.id(),
    change: sync.change,
    saveNow: sync.flush,
    follow: (latest) => sync.adopt(basisOf(latest)),
    overwrite(text, latest) {
      sync.adopt(basisOf(latest));
      sync.change(text);
      void sync.flush();
    },
    seen: sync.seen,
    saveRevision: (text, note) => saveRevision(sync, text, note),
  };
}

/** Where work on a configuration begins: with what this browser kept, if the server does not have it yet. */
export function initialTextOf(
  config: ClusterConfig | undefined,
  otherwise: string,
): { text: string; recovered: boolean } {
  const kept = readKept(config?.id);
  const known = config && (config.draft?.text ?? config.revision?.text);
  if (kept === undefined || kept.text === known) return { text: known ?? otherwise, recovered: false };
  return { text: kept.text, recovered: true };
}

function startSync(config: ClusterConfig | undefined, onCreated: (id: string) => void): DraftSync {
  const kept = readKept(config?.id);
  const known = config && (config.draft?.text ?? config.revision?.text);
  const ports: DraftPorts = {
    create: async (text, key) => {
      const { id, draft, updatedAt } = await client.configs.create({ text, key });
      return { id, version: draft?.version ?? 0, updatedAt };
    },
    save: (draft) => client.configs.saveDraft(draft),
    theirs: async (id) => theirsOf(await client.configs.get({ id })),
    keep: writeKept,
    onCreated,
  };
  const sync = createDraftSync(
    {
      id: config?.id,
      // The kept text was written on this version: if another came since, that is a conflict, and told.
      version: kept?.basedOn ?? config?.draft?.version ?? 0,
      head: config === undefined ? 0 : basisOf(config).head,
      key: kept?.key ?? crypto.randomUUID(),
    },
    ports,
  );
  if (kept !== undefined && kept.text !== known) sync.change(kept.text);
  else if (config !== undefined) sync.adopt(basisOf(config));
  return sync;
}

async function saveRevision(sync: DraftSync, text: string, note: string): Promise<SavedRevision> {
  await sync.flush();
  const id = sync.id() ?? (await created(sync, text));
  const revision = await client.configs.saveRevision({
    id,
    text,
    basedOn: sync.head(),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  });
  // The own draft ended with it. If there is one now, it is somebody else's, which the next change must not overwrite.
  sync.adopt({ version: 0, head: revision.number });
  await queryClient.invalidateQueries({ queryKey: api.configs.key() });
  return { id, revision };
}

/** A configuration that nobody has changed yet is saved all the same when a person asks for it. */
async function created(sync: DraftSync, text: string): Promise<string> {
  sync.change(text);
  await sync.flush();
  const id = sync.id();
  const state = sync.state.get();
  if (id === undefined) throw state.phase === 'failed' ? new DraftNotSaved(state.failure.what) : new DraftNotSaved();
  return id;
}

class DraftNotSaved extends Error {
  constructor(why = 'The configuration could not be created.') {
    super(why);
    this.name = 'DraftNotSaved';
  }
}

function theirsOf({ draft, updatedAt, updatedBy }: ClusterConfig): Theirs {
  return {
    version: draft?.version ?? 0,
    by: draft?.updatedBy ?? updatedBy,
    at: draft?.updatedAt ?? updatedAt,
  };
}
