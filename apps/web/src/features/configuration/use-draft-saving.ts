import type { ClusterConfig } from '@podpass/inventory';
import { useEffect, useState } from 'react';
import { client } from '../../api/client.ts';
import { createDraftSaver, type DraftSaver, type DraftState } from './draft-saver.ts';

/** Saves what is written as the draft of a configuration. A page that is left with something unsaved asks first. */
export function useDraftSaving(config: ClusterConfig, text: string): { state: DraftState; saver: DraftSaver } {
  const [state, setState] = useState<DraftState>({ kind: 'saved', at: undefined });
  const [saver] = useState(() => {
    const { id, draft, revision, head } = config;
    return createDraftSaver({
      text: draft?.text ?? revision?.text ?? '',
      version: draft?.version ?? 0,
      onState: setState,
      save: async (next, basedOn) =>
        await client.configs.saveDraft({ id, text: next, basedOn, ...(basedOn === 0 ? { base: head } : {}) }),
    });
  });
  useEffect(() => saver.write(text), [saver, text]);
  useEffect(() => () => void saver.flush(), [saver]);
  const safe = state.kind === 'saved';
  useEffect(() => {
    if (safe) return undefined;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    const hurry = (): void => void saver.flush();
    window.addEventListener('beforeunload', hold);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('beforeunload', hold);
      document.removeEventListener('visibilitychange', hurry);
    };
  }, [safe, saver]);
  return { state, saver };
}
