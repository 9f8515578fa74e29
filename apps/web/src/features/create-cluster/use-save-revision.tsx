import type { ClusterConfig, ConfigRevision } from '@podpass/inventory';
import { type ReactNode, useState } from 'react';
import { type Conflict, type Failure, toFailure } from '../../api/failure.ts';
import { useDenial } from '../../api/session.ts';
import { notify } from '../../app/notifications.ts';
import type { Draft } from '../../config-workbench/use-draft.ts';
import { useWorkbench } from '../../config-workbench/workbench.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';

export interface Saving {
  /** The newest revision that this page knows of. */
  last: ConfigRevision | undefined;
  note: string;
  setNote(note: string): void;
  save(): void;
  /** The revision that holds the text as it is, saved now if it was not; fails where it cannot be saved. */
  keep(): Promise<{ id: string; revision: number }>;
  saving: boolean;
  denied: string | undefined;
  failureAlert: ReactNode;
  /** Somebody else has saved a revision meanwhile. */
  conflict: Conflict | undefined;
  /** Saves on top of what is there now. */
  saveOver(latest: ClusterConfig): void;
  /** Goes on from what is there now. */
  follow(latest: ClusterConfig): void;
  decideLater(): void;
}

/** Save Changes: a revision with a note. What the server refuses is told, and the text stays. */
export function useSaveRevision(draft: Draft, first: ConfigRevision | undefined): Saving {
  const { text } = useWorkbench();
  const denied = useDenial('configs:write');
  const [last, setLast] = useState(first);
  const [note, setNote] = useState('');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const saveNow = async (): Promise<{ id: string; revision: number }> => {
    const { id, revision } = await draft.saveRevision(text, note);
    setLast(revision);
    setNote('');
    notify({ type: 'success', header: `Revision ${revision.number} is saved` });
    return { id, revision: revision.number };
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    setFailure(undefined);
    try {
      await saveNow();
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setSaving(false);
    }
  };
  const follow = ({ head, revision }: ClusterConfig): void => {
    draft.seen(head);
    setLast(revision ?? undefined);
    setFailure(undefined);
  };
  const conflict = failure?.conflict;
  return {
    last,
    note,
    setNote,
    save: () => void save(),
    async keep() {
      if (draft.id !== undefined && last?.text === text) return { id: draft.id, revision: last.number };
      try {
        return await saveNow();
      } catch (error) {
        const { conflict: other } = toFailure(error);
        if (other) setFailure(toFailure(error));
        throw error;
      }
    },
    saving,
    denied,
    failureAlert: failure && !conflict && (
      <FailureAlert failure={failure} onRetry={() => void save()} retrying={saving} />
    ),
    conflict,
    saveOver(latest) {
      follow(latest);
      void save();
    },
    follow,
    decideLater: () => setFailure(undefined),
  };
}
