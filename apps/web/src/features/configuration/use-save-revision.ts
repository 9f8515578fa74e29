import type { ConfigRevision } from '@podpass/inventory';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { type Conflict, type Failure, toFailure } from '../../api/failure.ts';
import { notify } from '../../app/notifications.ts';
import { refreshConfig } from './config-queries.ts';

interface NewRevision {
  text: string;
  basedOn: number;
  note: string;
}

interface SavingRevision {
  save: (revision: NewRevision) => void;
  saving: boolean;
  /** Somebody else has saved a revision meanwhile. */
  conflict: { conflict: Conflict; asked: NewRevision } | undefined;
  failure: Failure | undefined;
  reset: () => void;
}

/** Saves a revision of a configuration; a conflict is told apart from other failures, for it has two ways on. */
export function useSaveRevision(id: string, onSaved: (revision: ConfigRevision) => void): SavingRevision {
  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationFn: async ({ note, ...revision }: NewRevision) =>
      await client.configs.saveRevision({ id, ...revision, ...(note === '' ? {} : { note }) }),
    async onSuccess(revision, { basedOn }) {
      await refreshConfig(id);
      notify(
        revision.number === basedOn
          ? { type: 'info', header: `Nothing differs from revision ${revision.number}, so no new one was made.` }
          : { type: 'success', header: `Revision ${revision.number} is saved.` },
      );
      onSaved(revision);
    },
  });
  const failure = error ? toFailure(error) : undefined;
  const conflict = failure?.conflict && variables ? { conflict: failure.conflict, asked: variables } : undefined;
  return { save: mutate, saving: isPending, conflict, failure: conflict ? undefined : failure, reset };
}
